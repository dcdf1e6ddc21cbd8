import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PORT } from "./settings.ts";

export type Folders = {
  /** The data folder as the operator named it, without symbolic links. */
  dataDir: string;
  /** Holds everything below that belongs to PostgreSQL. */
  home: string;
  cluster: string;
  log: string;
  /** Where the Unix socket lies; in the system's temporary folder when the path would be too long. */
  socket: string;
  /** Ends the socket's name; also open on loopback where analysts are let in. */
  port: number;
};

/** Unix socket addresses end at 107 bytes, and "/.s.PGSQL.65535.lock" comes after the folder. */
const LONGEST_SOCKET_PATH = 100;
const SOCKET_NAME = "/.s.PGSQL.5432";

/** Makes the data folder (others may pass through it, not list it) and names what lies inside. */
export function planFolders(dataDir: string, port = PORT): Folders {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const real = realpathSync(dataDir);
  const home = join(real, "postgres");
  return {
    dataDir: real,
    home,
    cluster: join(home, "cluster"),
    log: join(home, "log"),
    socket: socketFolder(home),
    port,
  };
}

/** The folder of the socket: `home`/socket, or a short hashed one when that is too long. */
export function socketFolder(home: string, temporary = tmpdir()): string {
  const inside = join(home, "socket");
  if (Buffer.byteLength(inside + SOCKET_NAME) <= LONGEST_SOCKET_PATH) return inside;
  const hash = createHash("sha256").update(home).digest("hex").slice(0, 16);
  const short = join(temporary, `babyfoot-${hash}`);
  return Buffer.byteLength(short + SOCKET_NAME) <= LONGEST_SOCKET_PATH
    ? short
    : join("/tmp", `babyfoot-${hash}`);
}

/** All folders from the root down to `path`, which is the last one. */
export function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}
