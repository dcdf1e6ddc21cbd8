import { rmSync } from "node:fs";
import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { APPLICATION, prepareCluster } from "./cluster.ts";
import { type DataDirLock, lockDataDir } from "./data-dir-lock.ts";
import { type Folders, planFolders } from "./folders.ts";
import { keepRunning, type Log } from "./keep-running.ts";
import { endLeftovers } from "./leftovers.ts";
import { type Exit, launchPostmaster } from "./postmaster.ts";
import type { Settings } from "./settings.ts";
import { toStartError } from "./start-error.ts";

export type EmbeddedPostgres = {
  connection: { host: string; port: number; user: string; database: string };
  connectionString: string;
  /** The postmaster's process, or undefined while it is being restarted and after `stop`. */
  pid(): number | undefined;
  /** Calls `listener` each time the server died by itself; it is being restarted then. */
  onCrash(listener: (exit: Exit) => void): void;
  /** Shuts down and frees the data folder; every call ends, the later ones with the first. */
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  log: Log;
  fsync?: boolean;
  settings?: Settings;
  /** Lets analysts in on this port of loopback, by their passwords. */
  analystPort?: number | undefined;
};

/**
 * Starts PostgreSQL on `dataDir`/postgres, made on first use, and keeps it running until `stop`.
 * Reached by a Unix socket only, save by analysts where they are let in. Rejects with StartError.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir, log, fsync = true, settings = {}, analystPort } = options;
  let lock: DataDirLock | undefined;
  try {
    const binaries = findBinaries();
    const folders = planFolders(dataDir, analystPort);
    lock = await lockDataDir(folders.dataDir);
    const account = chooseAccount(folders, binaries.folder);
    await endLeftovers(folders);
    const analysts = analystPort !== undefined;
    await prepareCluster({ folders, account, binaries, fsync, settings, analysts });
    const server = await keepRunning(
      (signal) => launchPostmaster({ folders, account, binaries, signal }),
      log,
    );
    const stop = stopOnce({ stopServer: server.stop, folders, lock });
    return { ...addressOf(folders), pid: server.pid, onCrash: server.onCrash, stop };
  } catch (error) {
    lock?.release();
    throw toStartError(error, dataDir);
  }
}

type Held = { stopServer: () => Promise<void>; folders: Folders; lock: DataDirLock };

function stopOnce({ stopServer, folders, lock }: Held): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const release = () => {
    rmSync(folders.socket, { recursive: true, force: true });
    lock.release();
  };
  return () => {
    stopped ??= stopServer().finally(release);
    return stopped;
  };
}

function addressOf({ socket, port }: Folders) {
  const connection = { host: socket, port, user: APPLICATION, database: APPLICATION };
  // The host name is there for parsers that refuse an empty one; `host` in the query wins.
  const connectionString = `postgresql://${APPLICATION}@localhost:${port}/${APPLICATION}?host=${encodeURIComponent(socket)}`;
  return { connection, connectionString };
}
