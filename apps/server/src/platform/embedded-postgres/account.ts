import { spawnSync } from "node:child_process";
import { lchownSync, lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { ancestors, type Folders } from "./folders.ts";
import { StartError } from "./start-error.ts";

/** Whom PostgreSQL runs as: it refuses root and users without a name. */
export type Account =
  | { kind: "self" }
  /** Our own user without any rights of root, looking like nobody: may use what only we may. */
  | { kind: "self_as_nobody" }
  | { kind: "user"; uid: number; gid: number };

export type Identity = { uid: number; gid: number };

const NOBODY: Identity = { uid: 65534, gid: 65534 };

/** Chooses the account, keeping an existing cluster's owner where it can. Throws StartError. */
export function chooseAccount(folders: Folders, programs: string): Account {
  const account = process.getuid?.() === 0 ? insteadOfRoot(folders, programs) : ordinary(folders);
  if (account !== undefined) return account;
  if (spawnSync("unshare", ["--user", "--map-user=65534", "true"]).status === 0) {
    return { kind: "self_as_nobody" };
  }
  throw new StartError(
    "no_account",
    `PostgreSQL does not run as root or as a user without a name, and nobody else may enter ${folders.dataDir} or ${programs}: start as an ordinary user, or set DATABASE_URL.`,
  );
}

function insteadOfRoot(folders: Folders, programs: string): Account | undefined {
  const owner = statSync(folders.cluster, { throwIfNoEntry: false });
  const wanted = owner === undefined || owner.uid === 0 ? NOBODY : owner;
  const passages = [folders.dataDir, programs, ...socketPassage(folders)];
  for (const { uid, gid } of [wanted, NOBODY]) {
    if (passages.every((path) => canEnter(path, { uid, gid }))) return { kind: "user", uid, gid };
  }
  return undefined;
}

function ordinary({ home }: Folders): Account | undefined {
  const owner = statSync(home, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== process.getuid?.()) {
    throw new StartError(
      "not_writable",
      `The database in ${home} belongs to another user (${owner.uid}; it was started as root or by someone else): start as that user, or set another DATA_DIR.`,
    );
  }
  return hasName() ? { kind: "self" } : undefined;
}

function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

/** The owner that files of `account` have. */
export function identityOf(account: Account): Identity {
  switch (account.kind) {
    case "self":
    case "self_as_nobody":
      return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    case "user":
      return { uid: account.uid, gid: account.gid };
    default:
      return account satisfies never;
  }
}

/** Gives `path` and all below it to `identity`, when it is not its own yet. */
export function giveTo({ uid, gid }: Identity, path: string): void {
  if (lstatSync(path).uid === uid) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(path, entry), uid, gid);
  }
  // The top goes last: while it has the old owner, an interrupted change is done again.
  lchownSync(path, uid, gid);
}

/** Whether the permission bits let `identity` pass through every folder down to `path`. */
export function canEnter(path: string, identity: Identity): boolean {
  return ancestors(path).every((folder) => mayPass(statSync(folder), identity));
}

function mayPass({ uid, gid, mode }: Stats, identity: Identity): boolean {
  if (uid === identity.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === identity.gid ? 0o010 : 0o001)) !== 0;
}

function socketPassage({ home, socket }: Folders): string[] {
  return dirname(socket) === home ? [] : [dirname(socket)];
}
