import { STAGES } from "../features/imports/imports.service.ts";
import { grantApplicationRole } from "../platform/application-role.ts";
import { type Connection, connect } from "../platform/connection.ts";

const APPLICATION_ROLE = "babyfoot_app";

/** Lets the servers' role into a database that was made anew, where the cluster has that role and it is not the owner. */
export async function grantIfThere(connection: Connection): Promise<void> {
  const client = await connect(connection);
  try {
    const { rows } = await client.query(
      "select from pg_roles where rolname = $1 and rolname <> current_user",
      [APPLICATION_ROLE],
    );
    if (rows.length > 0)
      await grantApplicationRole(client, { role: APPLICATION_ROLE, analyzed: STAGES });
  } finally {
    await client.end();
  }
}
