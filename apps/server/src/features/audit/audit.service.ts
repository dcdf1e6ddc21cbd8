import type { AuditAction, AuditChange, AuditDetails } from "@babyfoot/contract";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";

export interface AuditNote {
  actorId: string;
  action: AuditAction;
  subjectType:
    | "reservation"
    | "series"
    | "player"
    | "venue"
    | "table"
    | "fault"
    | "device"
    | "analyst_token"
    | "import"
    | "silence";
  subjectId: string;
  venueId: string | null;
  /** The person it was about. */
  playerId?: string | undefined;
  /** Neither names of people nor secrets: those are read where they are kept, or nowhere. */
  details?: AuditDetails;
}

/** Writes down who did what, in the transaction that does it; call it before `announce`. */
export async function audit(tx: Transaction, ...notes: readonly AuditNote[]): Promise<void> {
  if (notes.length === 0) return;
  await tx
    .insertInto("audit_log")
    .values(
      notes.map(({ actorId, action, subjectType, subjectId, venueId, playerId, details }) => ({
        id: newId(),
        actor_id: actorId,
        action,
        subject_type: subjectType,
        subject_id: subjectId,
        venue_id: venueId,
        player_id: playerId ?? null,
        details: JSON.stringify(details ?? {}),
      })),
    )
    .execute();
}

type Value = AuditChange["before"];

/** The fields in which two states differ; what the second does not name stays. */
export const changesBetween = (
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value | undefined>>,
): AuditChange[] =>
  Object.entries(before).flatMap(([field, was]) => {
    const is = after[field];
    return is === undefined || is === was ? [] : [{ field, before: was, after: is }];
  });
