import type { AuditDetails, AuditEntry, auditQuerySchema } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";

type Filter = Pick<
  z.output<typeof auditQuerySchema>,
  "venueId" | "actorId" | "action" | "subjectId" | "from" | "to"
>;

interface EntryRow {
  id: string;
  at: Date;
  actor_id: string;
  actor_name: string;
  action: AuditEntry["action"];
  subject_type: string;
  subject_id: string;
  venue_id: string | null;
  player_id: string | null;
  player_name: string | null;
  details: AuditDetails;
}

/** Ids rise with time. */
export const auditCursorSchema = z.tuple([z.uuid()]);

/** What was done, the latest first. */
export function listEntries(
  db: Db,
  { venueId, actorId, action, subjectId, from, to }: Filter,
  { limit, after }: { limit: number; after: [string] | undefined },
): Promise<EntryRow[]> {
  let query = db
    .selectFrom("audit_log as a")
    .innerJoin("players as actor", "actor.id", "a.actor_id")
    .leftJoin("players as p", "p.id", "a.player_id")
    .select([
      "a.id",
      "a.at",
      "a.actor_id",
      "actor.display_name as actor_name",
      sql<EntryRow["action"]>`a.action`.as("action"),
      "a.subject_type",
      "a.subject_id",
      "a.venue_id",
      "a.player_id",
      "p.display_name as player_name",
      sql<AuditDetails>`a.details`.as("details"),
    ]);
  if (venueId !== undefined) query = query.where("a.venue_id", "=", venueId);
  if (actorId !== undefined) query = query.where("a.actor_id", "=", actorId);
  if (action !== undefined) query = query.where("a.action", "=", action);
  if (subjectId !== undefined) query = query.where("a.subject_id", "=", subjectId);
  if (from !== undefined) query = query.where("a.at", ">=", new Date(from));
  if (to !== undefined) query = query.where("a.at", "<", new Date(to));
  if (after !== undefined) query = query.where("a.id", "<", after[0]);
  return query.orderBy("a.id", "desc").limit(limit).execute();
}

/** An entry as the contract shows it, people by the names they have now. */
export const presentEntry = (row: EntryRow): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { id: row.actor_id, displayName: row.actor_name },
  action: row.action,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  venueId: row.venue_id,
  player:
    row.player_id === null || row.player_name === null
      ? null
      : { id: row.player_id, displayName: row.player_name },
  details: row.details,
});
