import type pg from "pg";
import { ConnectionError } from "./connection.ts";

/** What needs no quotes anywhere. */
export const ROLE_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** What the server does with data, and nothing with the schema. */
const rightsOf = (role: string): readonly string[] => [
  `grant usage on schema public, reporting to ${role}`,
  `grant select, insert, update, delete on all tables in schema public to ${role}`,
  `grant select on all tables in schema reporting to ${role}`,
  `grant select on all sequences in schema public to ${role}`,
  // What later migrations make.
  `alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`,
  `alter default privileges in schema public grant select on sequences to ${role}`,
  `alter default privileges in schema reporting grant select on tables to ${role}`,
  // What has been migrated is the owner's to say.
  `revoke insert, update, delete on public.migrations from ${role}`,
];

/** An import has the tables through which it passes counted, or its plans are those of empty ones. Before 17 only owners may. */
const MAINTAIN_SINCE = 170_000;

interface Wanted {
  role: string;
  /** Tables whose statistics the application brings up to date itself. */
  analyzed: readonly string[];
}

/**
 * Makes the role with which servers sign in, where there is none, and gives it what it needs, no more; on RDS also
 * signing in by tokens. May be done again and again.
 * @param client of the owner, who may make roles
 */
export async function grantApplicationRole(
  client: pg.Client,
  { role, analyzed }: Wanted,
): Promise<"made" | "kept"> {
  if (!ROLE_NAME.test(role)) throw new ConnectionError("A role has letters a–z, digits and _.");
  const { rows: me } = await client.query<{ name: string }>("select current_user as name");
  if (me[0]?.name === role)
    throw new ConnectionError("The application's role must be another than the owner's.");
  await client.query("begin");
  // Rights that two grant at once fail for one of them.
  await client.query("select pg_advisory_xact_lock(hashtext('babyfoot_application_role'))");
  const made = !(await exists(client, role));
  // Without a password nobody signs in by one.
  if (made) await client.query(`create role ${role} login`);
  for (const right of rightsOf(role)) await client.query(right);
  if ((await versionOf(client)) >= MAINTAIN_SINCE)
    await client.query(`grant maintain on ${analyzed.join(", ")} to ${role}`);
  if (await exists(client, "rds_iam")) await client.query(`grant rds_iam to ${role}`);
  await client.query("commit");
  return made ? "made" : "kept";
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ number: string }>(
    "select current_setting('server_version_num') as number",
  );
  return Number(rows[0]?.number);
}

async function exists(client: pg.Client, role: string): Promise<boolean> {
  const { rows } = await client.query("select from pg_roles where rolname = $1", [role]);
  return rows.length > 0;
}
