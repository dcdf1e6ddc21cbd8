import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Db } from "../../platform/database.ts";

const deflate = promisify<Buffer, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Buffer, Buffer>(inflateRaw);

export type Part = "file" | "findings";

/** Keeps a block of an import's file, or of what was found out about its games. */
export async function keepBlock(
  db: Db,
  { id, part, number }: { id: string; part: Part; number: number },
  block: Buffer,
): Promise<void> {
  await db
    .insertInto("import_chunks")
    // Fast rather than small: what waits is the import.
    .values({ import_id: id, part, number, deflated: await deflate(block, { level: 1 }) })
    .execute();
}

/** What was kept, block by block. */
export async function* keptBlocks(db: Db, id: string, part: Part = "file"): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const chunk = await db
      .selectFrom("import_chunks")
      .select("deflated")
      .where("import_id", "=", id)
      .where("part", "=", part)
      .where("number", "=", number)
      .executeTakeFirst();
    if (chunk === undefined) return;
    yield await inflate(chunk.deflated);
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
