import { readFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import { type Connection, connectionOf } from "../platform/connection.ts";

/** Why a command cannot be done, in a sentence. */
export class CommandError extends Error {}

/** A database that is running, and where others than us find it. */
export interface RunningDatabase {
  connection: Connection;
  host: string;
  port: number;
  database: string;
  /** Whether `host` is a folder with a Unix socket. */
  onSocket: boolean;
}

/**
 * The database of `DATABASE_URL`, or the embedded one of an installation that runs. @throws CommandError
 * @param connecting as whom: the server, or the owner
 */
export async function runningDatabase(
  settings: Settings,
  connecting = connectionOf,
): Promise<RunningDatabase> {
  const { DATABASE_URL } = settings;
  if (DATABASE_URL === undefined) return embedded(settings);
  const url = new URL(DATABASE_URL);
  const socket = url.searchParams.get("host");
  return {
    connection: await connecting({ ...settings, DATABASE_URL }),
    host: socket ?? url.hostname,
    port: url.port === "" ? 5432 : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    onSocket: socket?.startsWith("/") ?? false,
  };
}

/** PostgreSQL writes where it listens into its pid file: the port in line 4, the socket's folder in line 5. */
function embedded({ DATA_DIR, ANALYST_PORT }: Settings): RunningDatabase {
  const file = path.join(DATA_DIR, "postgres/cluster/postmaster.pid");
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    throw new CommandError(
      `No database runs in ${DATA_DIR}: start Babyfoot first, or set DATA_DIR or DATABASE_URL as it has them.`,
    );
  }
  const [port, socket] = [Number(lines[3]), lines[4] ?? ""];
  const names = { user: "babyfoot", database: "babyfoot" };
  const open = ANALYST_PORT === port;
  return {
    connection: { host: socket, port, ...names },
    ...{ host: open ? "127.0.0.1" : socket, port, database: names.database, onSocket: !open },
  };
}
