import { type AlertRule, alertRuleSchema, type Silence } from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { audit } from "../audit/audit.service.ts";

/** A silence as it is kept, with the name of who made it. */
export interface SilenceRow {
  id: string;
  rule: AlertRule;
  reason: string;
  createdBy: string;
  createdAt: Date;
  endsAt: Date;
}

const HOLDING = (db: Db | Transaction, now: Date) =>
  db
    .selectFrom("alert_silences as s")
    .innerJoin("players as p", "p.id", "s.created_by")
    .select(["s.id", "s.rule", "s.reason", "s.created_at", "s.ends_at", "p.display_name"])
    .where("s.ended_at", "is", null)
    .where("s.ends_at", ">", now);

/** Those that hold, the one that ends last first. */
export async function readSilences(db: Db | Transaction, now: Date): Promise<SilenceRow[]> {
  const rows = await HOLDING(db, now).orderBy("s.ends_at", "desc").orderBy("s.id").execute();
  return rows.flatMap((row) => {
    const rule = alertRuleSchema.safeParse(row.rule);
    if (!rule.success) return [];
    return [
      {
        ...{ id: row.id, rule: rule.data, reason: row.reason, createdBy: row.display_name },
        ...{ createdAt: row.created_at, endsAt: row.ends_at },
      },
    ];
  });
}

export const silencedRules = async (tx: Transaction, now: Date): Promise<Set<AlertRule>> =>
  new Set((await readSilences(tx, now)).map(({ rule }) => rule));

const LONGEST_MS = 30 * 86_400_000;

/** @throws AppError `in_the_past`, `invalid_input` for longer than 30 days. */
export async function silence(
  tx: Transaction,
  { rule, reason, endsAt }: { rule: AlertRule; reason: string; endsAt: string },
  actorId: string,
): Promise<SilenceRow> {
  const [now, until] = [new Date(), new Date(endsAt)];
  if (until <= now) throw new AppError("in_the_past");
  if (until.getTime() - now.getTime() > LONGEST_MS)
    throw new AppError("invalid_input", undefined, {
      errors: [{ path: "/endsAt", message: "is more than 30 days from now" }],
    });
  const id = newId();
  await tx
    .insertInto("alert_silences")
    .values({ id, rule, reason, created_by: actorId, ends_at: until })
    .execute();
  await note(tx, { action: "alert.silenced", id, actorId, rule, reason });
  const made = (await readSilences(tx, now)).find((one) => one.id === id);
  if (made === undefined) throw new Error("the silence is not there");
  return made;
}

/** Ends one before its time. @throws AppError `not_found` where none of this id holds. */
export async function endSilence(tx: Transaction, id: string, actorId: string): Promise<void> {
  const now = new Date();
  const row = await tx
    .updateTable("alert_silences")
    .set({ ended_at: now })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .where("ends_at", ">", now)
    .returning("rule")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  await note(tx, { action: "alert.silence_ended", id, actorId, rule: row.rule });
}

interface Noted {
  action: "alert.silenced" | "alert.silence_ended";
  id: string;
  actorId: string;
  rule: string;
  reason?: string;
}

const note = (tx: Transaction, { action, id, actorId, rule, reason }: Noted) =>
  audit(tx, {
    ...{ action, actorId, subjectType: "silence", subjectId: id, venueId: null },
    details: { name: rule, ...(reason !== undefined && { reason }) },
  });

/** A silence as the contract shows it, with its rule's title in the reader's language. */
export const presentSilence = (row: SilenceRow, title: string): Silence => ({
  ...{ id: row.id, rule: row.rule, title, reason: row.reason, createdBy: row.createdBy },
  ...{ createdAt: row.createdAt.toISOString(), endsAt: row.endsAt.toISOString() },
});
