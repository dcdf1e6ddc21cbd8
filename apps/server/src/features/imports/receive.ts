import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as rest } from "node:timers/promises";
import { HistoryError } from "@babyfoot/history";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import {
  announceImport,
  asRunning,
  auditImport,
  changeAndTell,
  changeImport,
  failImport,
} from "./changes.ts";
import { BrokenGzip, blocksOf, csvIn } from "./csv-in.ts";
import { lookAt, notAHistory } from "./first-look.ts";
import type { ImportOptions, ImportRow } from "./imports.queries.ts";
import { forgetBlocks, keepBlock } from "./stored-file.ts";
import { endBrokenUploads } from "./sweep.ts";

/** Unzipped. */
const MOST_BYTES = 2 * 1024 ** 3;
const TELL_EVERY_MS = 500;
const LONGEST_REST_MS = 100;

export interface Wish {
  venueId: string;
  fileName: string;
  byId: string | null;
  isPreview: boolean;
  options: ImportOptions;
  /** Who is going to work on it; null: whoever is free. */
  worker: string | null;
  mostBytes?: number | undefined;
  /** Told of the bytes that have come. */
  onBytes?: ((bytes: number) => void) | undefined;
}

interface Arrived {
  bytes: number;
  fingerprint: Buffer;
}

/**
 * Takes in a file, gzipped or not, and keeps it block by block: memory does not grow with it. What shows at once that it
 * is no history leaves nothing; what breaks off later leaves an import that failed.
 * @throws AppError `not_a_history`, `too_large`, `import_running`, `import_over` (somebody cancelled it).
 */
export async function receiveFile(db: Db, source: Readable, wish: Wish): Promise<ImportRow> {
  const blocks = blocksOf(csvIn(source));
  const first = await firstOf(blocks);
  lookAt(first, wish.options.mapping);
  await endBrokenUploads(db);
  const id = await begin(db, wish);
  try {
    const arrived = await keepAll(db, { id, first, blocks, wish });
    return await arrive(db, { id, arrived, wish });
  } catch (error) {
    await giveUp(db, id, error);
    throw asRefusal(error);
  }
}

async function firstOf(blocks: AsyncGenerator<Buffer>): Promise<Buffer> {
  try {
    const { value, done } = await blocks.next();
    return done === true ? Buffer.alloc(0) : value;
  } catch (error) {
    throw asRefusal(error);
  }
}

async function begin(db: Db, wish: Wish): Promise<string> {
  const id = newId();
  try {
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto("imports")
        .values({
          id,
          venue_id: wish.venueId,
          status: "receiving",
          file_name: wish.fileName,
          by_id: wish.byId,
          is_preview: wish.isPreview,
          options: JSON.stringify(wish.options),
        })
        .execute();
      if (wish.byId !== null)
        await auditImport(tx, id, { actorId: wish.byId, action: "import.begun" });
      await announceImport(tx, id);
    });
  } catch (error) {
    throw asRunning(error);
  }
  return id;
}

async function keepAll(
  db: Db,
  {
    id,
    first,
    blocks,
    wish,
  }: { id: string; first: Buffer; blocks: AsyncGenerator<Buffer>; wish: Wish },
): Promise<Arrived> {
  const hash = createHash("sha256");
  let [bytes, number, toldAt] = [0, 0, Date.now()];
  const keep = async (block: Buffer): Promise<void> => {
    bytes += block.length;
    if (bytes > (wish.mostBytes ?? MOST_BYTES)) throw new AppError("too_large");
    hash.update(block);
    await keepBlock(db, { id, part: "file", number }, block);
    number += 1;
    wish.onBytes?.(bytes);
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    const row = await changeAndTell(db, { id, from: ["receiving"] }, { bytes });
    if (row === undefined) throw new AppError("import_over");
  };
  await keep(first);
  for await (const block of blocks) {
    const began = performance.now();
    await keep(block);
    // Half of the time is for what is live.
    await rest(Math.min(LONGEST_REST_MS, performance.now() - began));
  }
  return { bytes, fingerprint: hash.digest() };
}

/** Whether a file with the same bytes, to be read in the same way, was imported and is still here. */
async function isHere(tx: Transaction, fingerprint: Buffer, wish: Wish): Promise<boolean> {
  const same = await tx
    .selectFrom("imports")
    .select("id")
    .where("venue_id", "=", wish.venueId)
    .where("fingerprint", "=", fingerprint)
    .where("status", "=", "finished")
    .where(sql<boolean>`options = ${JSON.stringify(wish.options)}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  return same !== undefined;
}

async function arrive(
  db: Db,
  { id, arrived, wish }: { id: string; arrived: Arrived; wish: Wish },
): Promise<ImportRow> {
  const expected = { id, from: ["receiving"] as const };
  const row = await db.transaction().execute(async (tx) => {
    const known = await isHere(tx, arrived.fingerprint, wish);
    const next = known
      ? ({ status: "unchanged", stage: "done", share: 1, finished_at: new Date() } as const)
      : ({ status: "importing", stage: "learning", share: 0, worker: wish.worker } as const);
    if (!(await changeImport(tx, expected, { ...arrived, ...next })))
      throw new AppError("import_over");
    return announceImport(tx, id);
  });
  // The other one has the same file.
  if (row.status === "unchanged") await forgetBlocks(db, id, "file");
  return row;
}

/** Nothing is kept of half a file. */
async function giveUp(db: Db, id: string, error: unknown): Promise<void> {
  const code =
    error instanceof BrokenGzip
      ? "gzip_broken"
      : error instanceof AppError && error.code === "too_large"
        ? "too_large"
        : "broken_off";
  await failImport(db, { id, from: ["receiving"] }, { code, detail: null });
  await forgetBlocks(db, id, "file");
}

function asRefusal(error: unknown): unknown {
  if (error instanceof HistoryError) return notAHistory(error);
  if (error instanceof BrokenGzip)
    return new AppError("not_a_history", error.message, {
      errors: [{ path: "/file", message: "gzip_broken" }],
    });
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // Whoever sent it is gone and hears nothing.
  return code === "ECONNRESET" || code === "ABORT_ERR" ? new AppError("malformed") : error;
}
