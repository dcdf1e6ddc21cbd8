import type { Import, ImportStatus } from "@babyfoot/contract";
import type { ImportRow } from "./imports.queries.ts";

/** An import as the contract shows it. */
export const presentImport = (row: ImportRow): Import => ({
  id: row.id,
  venueId: row.venue_id,
  fileName: row.file_name,
  status: row.status as ImportStatus,
  isPreview: row.is_preview,
  errorCode: row.error_code,
  errorDetail: row.error_detail,
  byName: row.by_name,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  progress: {
    stage: row.stage as Import["progress"]["stage"],
    bytes: row.bytes,
    rows: row.rows_done,
    share: row.share,
  },
  counts: {
    rows: row.rows,
    games: row.games,
    lines: row.lines,
    players: row.players,
    knownGames: row.known_games,
    differingGames: row.differing_games,
  },
  version: row.version,
});
