import type { ErrorCode } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { QUARANTINED_AFTER } from "./ingest.queries.ts";

/** Something that a device has sent and nobody can read. */
export interface Unread {
  tokenHash: string;
  code: ErrorCode;
  /** As it came, where that is known. */
  text: string | null;
}

/** The mistakes of a call as a whole that its device makes itself. */
const MISTAKES: ReadonlySet<string> = new Set<ErrorCode>([
  ...(["malformed", "invalid_input", "too_large", "unsupported_type"] as const),
]);

/** Whether a refusal says that what was sent cannot be read. */
export const isUnread = (code: ErrorCode): boolean => MISTAKES.has(code);

const KEPT_LETTERS = 4_000;

/** Counts each as one rejected event of its device, and keeps it as those are kept. Unknown tokens are nobody's. */
export async function countUnread(db: Db, batch: readonly Unread[]): Promise<void> {
  const rows = batch.map(({ tokenHash, code, text }, ordinal) => ({
    ordinal,
    id: newId(),
    hash: tokenHash,
    code,
    // PostgreSQL keeps no NUL.
    event: text?.replaceAll("\0", "").slice(0, KEPT_LETTERS) ?? null,
  }));
  await sql`
    with sent as (
      select n.*, row_number() over (partition by n.hash order by n.ordinal) as nth
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as n(ordinal int, id uuid, hash text, code text, event text)
    ), counted as (
      update devices d set rejected_events = d.rejected_events + c.n
      from (select hash, count(*)::int as n from sent group by hash) c
      where d.token_hash = decode(c.hash, 'hex') and d.revoked_at is null
      returning d.venue_id, d.id, c.hash, d.rejected_events - c.n as before
    )
    insert into device_rejections (venue_id, id, device_id, code, event)
    select k.venue_id, s.id, k.id, s.code, s.event from sent s join counted k on k.hash = s.hash
    where k.before + s.nth <= ${QUARANTINED_AFTER}`.execute(db);
}
