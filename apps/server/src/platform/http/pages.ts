import type { z } from "zod";
import { AppError } from "../errors.ts";

/** Packs the sort key of the last item of a page. */
export const cursorOf = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

/**
 * Unpacks a cursor by the schema of its key.
 * @throws AppError `invalid_input` when it is not one of ours.
 */
export function readCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new AppError("invalid_input", undefined, {
      errors: [{ path: "/cursor", message: "is not a cursor of this list" }],
    });
  }
}

/** Cuts a page out of `limit + 1` rows. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  keyOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(present), nextCursor: more ? cursorOf(keyOf(last)) : null };
}
