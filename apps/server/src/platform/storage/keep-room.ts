import { statfs } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import type { Settings } from "../../config.ts";
import { isOnThisMachine } from "../connection.ts";
import { AppError } from "../errors.ts";
import { startJobs } from "../jobs.ts";
import type { Log } from "../log/log.ts";
import { reserveFile } from "./reserve-file.ts";

const LOOK_EVERY_MS = 500;
const COME_AGAIN = { retryAfter: 10 };
/** So much more must be free again, or it would be full and not in turn. */
const SPARE = 1.1;
/** Of what is kept free, this part is a file, given up for PostgreSQL when nothing else is left. */
const FILE_SHARE = 0.25;
const READS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Whoever is to make room must get in; a session is small. */
const SIGNING_IN = new Set(["/api/auth/sign-in/email", "/api/auth/sign-out"]);

type StorageSettings = Pick<Settings, "DATA_DIR" | "DATABASE_URL" | "STORAGE_RESERVE_MB">;

interface Needs {
  settings: StorageSettings;
  log: Pick<Log, "warn" | "info">;
}

/**
 * Refuses what would change something while the disk is nearly full. PostgreSQL breaks off when it cannot write its log,
 * and lets nobody in: what is kept free lets it be read on.
 */
export async function keepRoom(app: FastifyInstance, needs: Needs): Promise<void> {
  const { settings } = needs;
  if (settings.STORAGE_RESERVE_MB === 0 || !isOnThisMachine(settings.DATABASE_URL)) return;
  const room = watchRoom(needs);
  await room.look();
  const stop = startJobs(
    [
      {
        name: "room on the disk",
        everyMs: LOOK_EVERY_MS,
        run: async () => room.keep(await room.look()),
      },
    ],
    (_name, error) => needs.log.warn({ err: error }, "could not keep room on the disk"),
  );
  app.addHook("onClose", stop);
  app.addHook("onRequest", (request, _reply, done) => {
    const changes = !READS.has(request.method) && !SIGNING_IN.has(request.routeOptions.url ?? "");
    if (changes && room.isFull()) done(new AppError("storage_full", undefined, COME_AGAIN));
    else done();
  });
}

interface Room {
  isFull(): boolean;
  /** Answers how many bytes are free, where that can be told. */
  look(): Promise<number | undefined>;
  /** Takes the part that is a file, or gives it up. */
  keep(freeBytes: number | undefined): Promise<void>;
}

function watchRoom({ settings, log }: Needs): Room {
  const { DATA_DIR: folder } = settings;
  const kept = settings.STORAGE_RESERVE_MB * 1024 ** 2;
  const inFile = kept * FILE_SHARE;
  const file = reserveFile(folder, inFile);
  let isFull = false;
  const tell = (found: boolean, freeBytes: number): void => {
    if (found && !isFull) log.warn({ freeBytes }, "the disk is full: nothing is written");
    if (!found && isFull) log.info({ freeBytes }, "the disk has room again");
    isFull = found;
  };
  return {
    isFull: () => isFull,
    look: async () => {
      const free = await freeBytes(folder);
      if (free !== undefined) tell(free < (isFull ? kept * SPARE : kept), free);
      return free;
    },
    keep: async (free) => {
      if (free === undefined) return;
      if (free < inFile) await file.remove();
      else if (free > kept * SPARE + inFile && !(await file.isThere())) await file.write();
    },
  };
}

async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // A folder that is not there yet, or a system that does not tell.
    return undefined;
  }
}
