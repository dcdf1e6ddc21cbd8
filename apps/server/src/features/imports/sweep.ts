import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { failImport } from "./changes.ts";
import { forgetBlocks } from "./stored-file.ts";

/** So long a sender may be silent. */
export const SILENCE_SECONDS = 60;

/** Ends uploads whose process is gone; what came of their files is forgotten. */
export async function endBrokenUploads(db: Db): Promise<void> {
  const broken = await db
    .selectFrom("imports")
    .select("id")
    .where("status", "=", "receiving")
    .where("beat_at", "<", sql<Date>`now() - make_interval(secs => ${SILENCE_SECONDS + 15})`)
    .execute();
  for (const { id } of broken) {
    await failImport(db, { id, from: ["receiving"] }, { code: "broken_off", detail: null });
    await forgetBlocks(db, id, "file");
  }
}

export const STAGES = ["import_rows", "import_games", "import_lines", "import_players"] as const;

/** Forgets what is on its way of imports on which nobody works any more. */
export async function forgetStages(db: Db): Promise<void> {
  for (const table of STAGES)
    await sql`
      delete from ${sql.table(table)} s
      where not exists (select from imports i where i.worker = s.worker and i.status = 'importing')`.execute(
      db,
    );
}
