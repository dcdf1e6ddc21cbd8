import type pg from "pg";
import type { Settings } from "../config.ts";
import {
  createLogin,
  LoginError,
  listLogins,
  removeLogin,
} from "../features/analysts/analysts.service.ts";
import { connect, ownerConnection } from "../platform/connection.ts";
import { CommandError, type RunningDatabase, runningDatabase } from "./running-database.ts";

export interface Terminal {
  settings: Settings;
  say: (line: string) => void;
  complain: (line: string) => void;
}

const USAGE = `Logins for SQL that read the documented views (docs/data/analysts.md), and nothing else.

  npm run analyst -- create NAME   makes one, or gives it another password
  npm run analyst -- list
  npm run analyst -- remove NAME`;

/** `npm run analyst`; answers the exit code. */
export async function analystCommand(
  [what, name = ""]: readonly string[],
  { settings, say, complain }: Terminal,
): Promise<number> {
  if (what === undefined || !["create", "list", "remove"].includes(what)) {
    complain(USAGE);
    return 2;
  }
  try {
    const database = await runningDatabase(settings, ownerConnection);
    await withClient(database, async (client) => {
      if (what === "create") tell(database, name, await createLogin(client, name), say);
      else if (what === "remove") await removeLogin(client, name);
      else for (const login of await listLogins(client)) say(login);
    });
    return 0;
  } catch (error) {
    if (!(error instanceof LoginError || error instanceof CommandError)) throw error;
    complain(error.message);
    return 1;
  }
}

async function withClient(
  { connection }: RunningDatabase,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = await connect(connection);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function tell(
  { host, port, database, onSocket }: RunningDatabase,
  name: string,
  password: string,
  say: (line: string) => void,
): void {
  say("DBeaver, pgAdmin:");
  say(`  host ${host}   port ${port}   database ${database}   user ${name}   password ${password}`);
  say("psql, notebooks:");
  const query = onSocket ? `?host=${encodeURIComponent(host)}&port=${port}` : "";
  const where = onSocket ? "" : `${host}:${port}`;
  say(`  postgresql://${name}:${password}@${where}/${database}${query}`);
  if (onSocket)
    say(
      "This host is a folder of this machine, which psql and pgAdmin take and DBeaver does not: start Babyfoot with ANALYST_PORT=5433, and analysts are let in on 127.0.0.1:5433.",
    );
  say("The password is kept nowhere: note it now.");
}
