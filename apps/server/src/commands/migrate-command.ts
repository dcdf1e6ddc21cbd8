import { parseArgs } from "node:util";
import { STAGES } from "../features/imports/imports.service.ts";
import { grantApplicationRole, ROLE_NAME } from "../platform/application-role.ts";
import { connect, ownerConnection } from "../platform/connection.ts";
import { migrate } from "../platform/migrations.ts";
import type { Terminal } from "./analyst-command.ts";
import { runningDatabase } from "./running-database.ts";

const USAGE = `Brings the database to the schema of this release, and lets servers sign in to it.

  node apps/server/dist/migrate.js [--app-role NAME]

Signs in as the database's owner: by DATABASE_SECRET_ARN, or as DATABASE_URL says. The role (babyfoot_app unless named)
may read and change data, and nothing else. Doing it again changes nothing.`;

/** `migrate.js`; answers the exit code. */
export async function migrateCommand(
  args: readonly string[],
  { settings, say, complain }: Terminal,
): Promise<number> {
  const role = roleIn(args);
  if (role === undefined) {
    complain(USAGE);
    return 2;
  }
  const { connection } = await runningDatabase(settings, ownerConnection);
  const applied = await migrate(connection);
  for (const name of applied) say(`Applied ${name}.`);
  if (applied.length === 0) say("The schema is current.");
  const client = await connect(connection);
  try {
    const outcome = await grantApplicationRole(client, { role, analyzed: STAGES });
    say(`The role ${role} was ${outcome}, and has its rights.`);
  } finally {
    await client.end();
  }
  return 0;
}

function roleIn(args: readonly string[]): string | undefined {
  try {
    const options = { "app-role": { type: "string", default: "babyfoot_app" } } as const;
    const role = parseArgs({ args: [...args], options }).values["app-role"];
    return ROLE_NAME.test(role) ? role : undefined;
  } catch {
    return undefined;
  }
}
