import type { ImportStatus } from "@babyfoot/contract";
import type { Mapping } from "@babyfoot/history";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";

/** What was asked for with the file. */
export interface ImportOptions {
  mapping: Mapping;
  repairSides: boolean;
}

const imports = (db: Db | Transaction) =>
  db
    .selectFrom("imports as i")
    .leftJoin("players as p", "p.id", "i.by_id")
    .select(["i.id", "i.venue_id", "i.status", "i.file_name", "i.is_preview", "i.bytes"])
    .select(["i.stage", "i.rows_done", "i.share", "i.rows", "i.games", "i.lines", "i.players"])
    .select(["i.known_games", "i.differing_games", "i.error_code", "i.error_detail"])
    .select(["i.version", "i.created_at", "i.finished_at", "p.display_name as by_name"]);
export type ImportRow = Awaited<ReturnType<ReturnType<typeof imports>["executeTakeFirstOrThrow"]>>;

/** @throws AppError `not_found`. */
export async function findImport(db: Db | Transaction, id: string): Promise<ImportRow> {
  const row = await imports(db).where("i.id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  return row;
}

/** Imports, newest first. */
export const listImports = (
  db: Db,
  {
    venueId,
    before,
    limit,
  }: { venueId: string | undefined; before: string | undefined; limit: number },
): Promise<ImportRow[]> =>
  imports(db)
    .$if(venueId !== undefined, (query) => query.where("i.venue_id", "=", venueId ?? ""))
    .$if(before !== undefined, (query) => query.where("i.id", "<", before ?? ""))
    .orderBy("i.id", "desc")
    .limit(limit)
    .execute();

/** The report and, while it waits for a yes, what would become of the first rows: both JSON. */
export const findReport = (db: Db, id: string) =>
  db
    .selectFrom("imports")
    .select(["report", "first_rows", "reading", "file_name", "status", "fingerprint", "venue_id"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow(() => new AppError("not_found"));

/** The import that has the file of this one: itself, or the one that it repeats. */
export async function keeperOf(db: Db, id: string): Promise<string | undefined> {
  const keeper = await db
    .selectFrom("imports as asked")
    .innerJoin("imports as i", (join) =>
      join
        .onRef("i.venue_id", "=", "asked.venue_id")
        .on((on) =>
          on.or([
            on("i.id", "=", on.ref("asked.id")),
            on("i.fingerprint", "=", on.ref("asked.fingerprint")),
          ]),
        ),
    )
    .innerJoin("import_chunks as c", (join) =>
      join.onRef("c.import_id", "=", "i.id").on("c.part", "=", "file").on("c.number", "=", 0),
    )
    .select("i.id")
    .where("asked.id", "=", id)
    .where("asked.fingerprint", "is not", null)
    .orderBy((order) => order("i.id", "=", id), "desc")
    .limit(1)
    .executeTakeFirst();
  return keeper?.id;
}

export const UNDER_WAY: readonly ImportStatus[] = ["receiving", "importing"];
