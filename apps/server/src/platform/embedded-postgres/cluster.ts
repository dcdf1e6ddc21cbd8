import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Account, giveTo, type Identity, identityOf } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { endingWithUs, runAs } from "./command.ts";
import type { Folders } from "./folders.ts";
import { admissionText, configurationText, type Settings } from "./settings.ts";
import { StartError } from "./start-error.ts";

/** The role and database of the application; `postgres` stays the superuser, for maintenance. */
export const APPLICATION = "babyfoot";

type Needs = {
  folders: Folders;
  account: Account;
  binaries: Binaries;
  fsync: boolean;
  settings: Settings;
  /** Whether analysts are let in on loopback. */
  analysts: boolean;
};

/** Makes the cluster where there is none, and writes its configuration. No server may be running. */
export async function prepareCluster(needs: Needs): Promise<void> {
  const { folders, account, binaries, fsync, settings, analysts } = needs;
  const identity = identityOf(account);
  for (const folder of [folders.home, folders.log]) ownFolder(folder, identity);
  freshFolder(folders.socket, identity);
  if (existsSync(folders.cluster)) giveTo(identity, folders.cluster);
  else await makeCluster(needs);
  requireVersion(folders.cluster, binaries.major);
  const write = (name: string, text: string) => {
    const file = join(folders.cluster, name);
    writeFileSync(file, text, { mode: 0o600 });
    chownSync(file, identity.uid, identity.gid);
  };
  write("postgresql.conf", configurationText({ ...folders, fsync, settings, analysts }));
  write("pg_hba.conf", admissionText(APPLICATION, analysts));
}

function ownFolder(folder: string, identity: Identity): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  giveTo(identity, folder);
}

/** Only `identity` may enter it: this is what stands in for passwords on the socket. */
function freshFolder(folder: string, { uid, gid }: Identity): void {
  rmSync(folder, { recursive: true, force: true });
  // Not recursive: in the temporary folder, one that someone else just put there is refused.
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, uid, gid);
}

/** Made under another name and renamed when whole, so that an interrupted one is never used. */
async function makeCluster({ folders, account, binaries, fsync }: Needs): Promise<void> {
  for (const entry of readdirSync(folders.home)) {
    if (entry.startsWith(UNFINISHED)) rmSync(join(folders.home, entry), { recursive: true });
  }
  const unfinished = join(folders.home, `${UNFINISHED}${process.pid}`);
  const sync = fsync ? [] : ["--no-sync"];
  const initdb = [binaries.initdb, ...INITDB, ...sync, `--pgdata=${unfinished}`];
  await runAs(endingWithUs(initdb), account);
  const single = [binaries.postgres, "--single", "-D", unfinished, "postgres"];
  const statements = fsync ? [...CREATE_APPLICATION, ...LOG_AHEAD] : CREATE_APPLICATION;
  await runAs(endingWithUs(single), account, `${statements.join("\n")}\n`);
  renameSync(unfinished, folders.cluster);
}

const UNFINISHED = "unfinished-";

// The built-in locale sorts the same on every machine and release, so no index ever breaks by a move.
const INITDB = [
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--auth-local=trust",
  "--auth-host=reject",
  "--username=postgres",
  "--data-checksums",
  "--no-instructions",
];

const CREATE_APPLICATION = [
  `CREATE ROLE ${APPLICATION} LOGIN CREATEDB CREATEROLE`,
  `CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`,
];

const PIECES_AHEAD = 4;
/**
 * Ends some pieces of the log before their time, for the checkpoint to lay them ready for later, as they are in a database
 * that has run for a while: each commit waits while one of 16 MB is made, and where the disk is full PostgreSQL breaks off.
 */
const LOG_AHEAD = [
  ...Array.from(
    { length: PIECES_AHEAD },
    () => "SELECT pg_logical_emit_message(false, 'ahead', ''), pg_switch_wal()",
  ),
  "CHECKPOINT",
];

function requireVersion(cluster: string, major: string): void {
  const made = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (made === major) return;
  throw new StartError(
    "wrong_version",
    `The database in ${cluster} was made by PostgreSQL ${made}, and this is PostgreSQL ${major}: move it with pg_upgrade, or set another DATA_DIR.`,
  );
}
