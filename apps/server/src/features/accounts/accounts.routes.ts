import type { FastifyInstance } from "fastify";
import { ensureFirstAdmin } from "./accounts.service.ts";
import { createAuth } from "./auth.ts";
import type { AccountsDeps } from "./deps.ts";
import { settleErasures } from "./erasures.ts";
import { mailLinkRoutes } from "./mail-links.routes.ts";
import { meRoutes } from "./me.routes.ts";
import { myDataRoutes } from "./my-data.routes.ts";
import { peopleRoutes } from "./people.routes.ts";
import { playerRoutes } from "./players.routes.ts";
import { providerRoutes } from "./provider.routes.ts";
import { sessionRoutes } from "./sessions.routes.ts";
import { signInRoutes } from "./sign-in.routes.ts";
import { signUpRoutes } from "./sign-up.routes.ts";

export { buildFindPerson } from "./find-person.ts";

/**
 * Accounts: sign-up, sign-in, sessions, roles. Before the server is ready there is an administrator, and nobody whom a
 * restore brought back after they had themselves erased.
 */
export async function accounts(app: FastifyInstance, deps: AccountsDeps): Promise<void> {
  const auth = createAuth(deps);
  await ensureFirstAdmin(deps);
  const { erased, kept } = await settleErasures(deps);
  if (erased > 0) app.log.warn({ erased }, "erased again whom a restore had brought back");
  if (kept.length > 0)
    app.log.error({ kept }, "erased people are back: name another administrator and start again");
  await app.register(signUpRoutes, { deps, auth });
  await app.register(signInRoutes, { deps, auth });
  await app.register(mailLinkRoutes, { deps, auth });
  await app.register(providerRoutes, { deps });
  await app.register(meRoutes, { deps });
  await app.register(sessionRoutes, { deps, auth });
  await app.register(myDataRoutes, { deps, auth });
  await app.register(peopleRoutes, { deps });
  await app.register(playerRoutes, { deps });
}
