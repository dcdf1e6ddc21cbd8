import { randomBytes } from "node:crypto";
import type pg from "pg";

/** Why a login could not be made, in a sentence for whoever asked. */
export class LoginError extends Error {}

const NAME = /^[a-z][a-z0-9_]{0,30}$/;
/** The role that may read `reporting`, of which logins are members. */
export const ANALYST_ROLE = "analyst";

const BOUNDS = [
  ["default_transaction_read_only", "on"],
  ["statement_timeout", "60s"],
  ["idle_in_transaction_session_timeout", "5min"],
  ["search_path", "reporting"],
] as const;

/**
 * Gives an analyst a login for SQL, or another password to one who has it; answers the password.
 * @param client of the database's owner, who may make roles
 * @throws LoginError
 */
export async function createLogin(client: pg.Client, name: string): Promise<string> {
  if (!NAME.test(name) || name === ANALYST_ROLE)
    throw new LoginError("A name has letters a–z, digits and _, and begins with a letter.");
  await requireRole(client);
  const kind = await kindOf(client, name);
  if (kind === "another")
    throw new LoginError(`The database has a role "${name}" for something else.`);
  const password = randomBytes(24).toString("base64url");
  await client.query("begin");
  try {
    const verb = kind === "none" ? "create" : "alter";
    await client.query(
      `${verb} role ${name} login connection limit 5 password ${client.escapeLiteral(password)}`,
    );
    if (kind === "none") await client.query(`grant ${ANALYST_ROLE} to ${name}`);
    // Settings are not inherited: a member's are its own.
    for (const [setting, value] of BOUNDS)
      await client.query(`alter role ${name} set ${setting} = ${client.escapeLiteral(value)}`);
    await client.query(REFUSE_TEMPORARY_TABLES);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw named(error);
  }
  return password;
}

const REFUSE_TEMPORARY_TABLES = `do $$ begin
  execute format('revoke temporary on database %I from public', current_database());
end $$`;

/** Takes a login away. @throws LoginError */
export async function removeLogin(client: pg.Client, name: string): Promise<void> {
  if (!NAME.test(name) || (await kindOf(client, name)) !== "analyst")
    throw new LoginError(`There is no analyst "${name}".`);
  await client.query(`drop role ${name}`).catch((error: unknown) => {
    throw named(error);
  });
}

/** The names of those who have a login. */
export async function listLogins(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(MEMBERS);
  return rows.map(({ name }) => name);
}

// Whoever made the role is a member too, but no analyst.
const MEMBERS = `
  select m.rolname as name from pg_auth_members a
  join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
  where r.rolname = '${ANALYST_ROLE}' and not a.admin_option and m.rolcanlogin order by 1`;

async function kindOf(client: pg.Client, name: string): Promise<"none" | "analyst" | "another"> {
  if ((await listLogins(client)).includes(name)) return "analyst";
  const { rows } = await client.query("select from pg_roles where rolname = $1", [name]);
  return rows.length === 0 ? "none" : "another";
}

async function requireRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_schema_privilege(oid, 'reporting', 'usage') as may from pg_roles where rolname = '${ANALYST_ROLE}'`,
  );
  if (rows[0]?.may !== true)
    throw new LoginError(
      `The role "${ANALYST_ROLE}" is missing, or may not read the schema reporting: docs/data/analysts.md says how its administrator makes it.`,
    );
}

const named = (error: unknown): unknown =>
  error instanceof Error && "code" in error && error.code === "42501"
    ? new LoginError("The database's user may not make roles: docs/data/analysts.md says who can.")
    : error;
