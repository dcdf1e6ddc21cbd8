import {
  API,
  idParamsSchema,
  listOf,
  listQuerySchema,
  type Person,
  personPatchSchema,
  personSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { checkVersion, expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { audit, changesBetween } from "../audit/audit.service.ts";
import type { AccountsDeps } from "./deps.ts";
import { changeRole, findPeople, lockPerson, type PersonRow } from "./people.queries.ts";
import { searchSchema } from "./search.ts";

const tags = ["People"];
const config = { access: "admin" } as const;
const querystring = listQuerySchema.extend({ search: searchSchema.optional() });
const cursorKey = z.tuple([searchSchema, z.uuid()]);

const presentPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  email: row.email,
  emailVerified: row.email_verified,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  version: row.version,
});

interface RoleChange {
  id: string;
  actorId: string;
  role: Person["role"];
  expected: number | undefined;
}

async function giveRole(
  deps: AccountsDeps,
  { id, actorId, role, expected }: RoleChange,
): Promise<Person> {
  try {
    return await deps.database.db.transaction().execute(async (tx) => {
      const current = await lockPerson(tx, id);
      if (current === undefined) throw new AppError("not_found");
      checkVersion(expected, current.version);
      const changed = await changeRole(tx, id, role);
      const changes = changesBetween({ role: current.role }, { role });
      if (changes.length > 0)
        await audit(tx, {
          ...{ actorId, action: "role.changed", subjectType: "player", subjectId: id },
          ...{ venueId: null, playerId: id, details: { changes } },
        });
      return presentPerson({ ...current, ...changed });
    });
  } catch (error) {
    if (violatedConstraint(error) === "users_keep_an_admin") throw new AppError("last_admin");
    throw error;
  }
}

/** People and their roles, for administrators. */
export async function peopleRoutes(
  app: FastifyInstance,
  { deps }: { deps: AccountsDeps },
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${API}/people`,
    {
      config,
      schema: {
        tags,
        summary: "People by name, searched in names and e-mail addresses",
        querystring,
        response: { 200: listOf(personSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, search = "" } = request.query;
      const after = readCursor(cursor, cursorKey);
      const rows = await findPeople(deps.database.db, { search, after, limit: limit + 1 });
      return pageOf(rows, limit, presentPerson, (row) => [row.sort_name, row.id]);
    },
  );
  routes.patch(
    `${API}/people/:id`,
    {
      config: { ...config, errors: ["last_admin", "stale"] },
      schema: {
        tags,
        summary: "Gives a person a role",
        params: idParamsSchema,
        body: personPatchSchema,
        response: { 200: personSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const actorId = (await signedIn(request)).id;
      const expected = expectedVersion(request);
      const person = await giveRole(deps, { id, actorId, role: request.body.role, expected });
      sendVersion(reply, person.version);
      return person;
    },
  );
}
