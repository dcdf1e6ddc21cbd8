import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Db } from "../../platform/database.ts";
import { execute } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";

const WITHOUT_WAITING = ahead("set local synchronous_commit = off");
const deflate = promisify<Buffer, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Buffer, Buffer>(inflateRaw);

export type Part = "file" | "findings";

/** Keeps a block of an import's file, or of what was found out about its games. */
export async function keepBlock(
  db: Db,
  { id, part, number }: { id: string; part: Part; number: number },
  block: Buffer,
): Promise<void> {
  // Fast rather than small: what waits is the import.
  const deflated = await deflate(block, { level: 1 });
  await db.transaction().execute(async (tx) => {
    // The commit that says that all have come has these written out as well.
    await execute(tx, WITHOUT_WAITING, []);
    await tx
      .insertInto("import_chunks")
      .values({ import_id: id, part, number, deflated })
      .execute();
  });
}

async function keptBlock(
  db: Db,
  { id, part, number }: { id: string; part: Part; number: number },
): Promise<Buffer | undefined> {
  const chunk = await db
    .selectFrom("import_chunks")
    .select("deflated")
    .where("import_id", "=", id)
    .where("part", "=", part)
    .where("number", "=", number)
    .executeTakeFirst();
  return chunk && inflate(chunk.deflated);
}

/** What was kept, block by block; the next is fetched while one is read. */
export async function* keptBlocks(db: Db, id: string, part: Part = "file"): AsyncGenerator<Buffer> {
  let coming = keptBlock(db, { id, part, number: 0 });
  for (let number = 1; ; number += 1) {
    const block = await coming;
    if (block === undefined) return;
    coming = keptBlock(db, { id, part, number });
    // Whoever stops reading leaves one behind.
    coming.catch(() => undefined);
    yield block;
  }
}

/** Forgets what was kept of an import. */
export async function forgetBlocks(db: Db, id: string, part: Part): Promise<void> {
  await db
    .deleteFrom("import_chunks")
    .where("import_id", "=", id)
    .where("part", "=", part)
    .execute();
}
