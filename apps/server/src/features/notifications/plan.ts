import {
  type Locale,
  type NoticeChannel,
  type NoticeKind,
  type NoticePreferences,
  noticeKindSchema,
} from "@babyfoot/contract";
import { dateAt, whenToSend } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { announceInbox } from "./inbox-messages.ts";
import { KINDS } from "./kinds.ts";
import { wake } from "./outbox.ts";
import { preferencesFrom } from "./preferences.queries.ts";

interface DueNotice {
  id: string;
  player_id: string | null;
  venue_id: string | null;
  kind: string;
  data: object;
  path: string;
  valid_until: Date | null;
  time_zone: string | null;
}

/**
 * Takes the notice that is due longest. Whoever it is for is held first: one notice of a person at a time, so that the
 * unread are counted right, and never while they are being erased. Undefined when it was taken or taken back meanwhile.
 */
async function take(tx: Transaction, { id, player_id }: Candidate): Promise<DueNotice | undefined> {
  await sql`select from users where id = ${player_id} for no key update`.execute(tx);
  const { rows } = await sql<DueNotice>`
    select n.id, n.player_id, n.venue_id, n.kind, n.data, n.path, n.valid_until, v.time_zone
    from notices n left join venues v on v.id = n.venue_id
    where n.id = ${id} and n.due_at is not null for update of n`.execute(tx);
  return rows[0];
}

interface Candidate {
  id: string;
  player_id: string | null;
}

const findDue = (tx: Transaction) =>
  tx
    .selectFrom("notices")
    .select(["id", "player_id"])
    .where("due_at", "<=", sql<Date>`now()`)
    .orderBy("due_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();

/**
 * Decides of the next notice that is due by which ways it goes, and puts it into the inbox: all in one transaction, so
 * that it is done once. Answers whether there was one.
 */
export const planNext = (db: Db, ways: { mail: boolean }): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const candidate = await findDue(tx);
    if (candidate === undefined) return false;
    const notice = await take(tx, candidate);
    if (notice !== undefined) await plan(tx, notice, ways);
    return true;
  });

async function plan(tx: Transaction, notice: DueNotice, ways: { mail: boolean }): Promise<void> {
  await sql`update notices set due_at = null, planned_at = now() where id = ${notice.id}`.execute(
    tx,
  );
  const isTrue = notice.valid_until === null || notice.valid_until.getTime() > Date.now();
  if (!isTrue) return;
  if (notice.player_id === null) await planForVenue(tx, notice);
  else await planForPlayer(tx, { ...notice, player_id: notice.player_id }, ways);
}

async function planForVenue(tx: Transaction, notice: DueNotice): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from venue_webhooks
    where venue_id = ${notice.venue_id} and active and ${notice.kind} = any(events)
    order by id`.execute(tx);
  await deliverTo(
    tx,
    { noticeId: notice.id, channel: "webhook", outcome: null },
    {
      targets: rows.map(({ id }) => id),
      at: Date.now(),
    },
  );
  await wake(tx);
}

type Personal = DueNotice & { player_id: string };

interface Reader {
  locale: Locale;
  preferences: NoticePreferences;
  /** Where each channel reaches them. */
  targets: Record<NoticeChannel, string[]>;
}

/** Whoever is to be told; undefined when they are erased. */
async function findReader(
  tx: Transaction,
  playerId: string,
  ways: { mail: boolean },
): Promise<Reader | undefined> {
  const { rows } = await sql<{ locale: Locale; chosen: unknown; devices: string[] }>`
    select p.locale, c.chosen, array(
      select id from push_subscriptions s where s.player_id = u.id order by s.id) as devices
    from users u join players p on p.user_id = u.id
      left join notice_preferences c on c.player_id = u.id
    where u.id = ${playerId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    locale: row.locale,
    preferences: preferencesFrom(row.chosen),
    targets: { push: row.devices, mail: ways.mail ? [playerId] : [] },
  };
}

async function planForPlayer(tx: Transaction, notice: Personal, ways: { mail: boolean }) {
  const reader = await findReader(tx, notice.player_id, ways);
  if (reader === undefined) {
    await tx.deleteFrom("notices").where("id", "=", notice.id).execute();
    return;
  }
  const kind = noticeKindSchema.parse(notice.kind);
  await putIntoInbox(tx, notice, KINDS[kind].news);
  // Always in this order: two notices of one player wait for each other at most.
  for (const channel of ["mail", "push"] as const)
    await planChannel(tx, { notice, kind, channel, reader });
  await wake(tx);
  await announceInbox(tx, notice.player_id);
}

const putIntoInbox = (tx: Transaction, notice: Personal, news: boolean) =>
  tx
    .insertInto("inbox_messages")
    .values({
      id: notice.id,
      user_id: notice.player_id,
      kind: notice.kind,
      data: JSON.stringify({ ...notice.data, venueId: notice.venue_id }),
      link: notice.path,
      read_at: news ? null : sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

interface Planned {
  notice: Personal;
  kind: NoticeKind;
  channel: NoticeChannel;
  reader: Reader;
}

async function planChannel(tx: Transaction, { notice, kind, channel, reader }: Planned) {
  const { group, alwaysByMail } = KINDS[kind];
  if (alwaysByMail === true && channel === "mail") return planAtOnce(tx, notice, reader);
  const { groups, quietHours, dailyLimit } = reader.preferences;
  const targets = reader.targets[channel];
  if (group === null || !groups[group][channel] || targets.length === 0) return;
  const timeZone = notice.time_zone ?? "UTC";
  const validUntil = notice.valid_until?.getTime() ?? null;
  const at = whenToSend({ at: Date.now(), validUntil }, quietHours[channel], timeZone);
  const day = at === null ? null : dateAt(at, timeZone);
  const counted = { playerId: notice.player_id, channel, day, most: dailyLimit[channel] };
  const outcome = at === null ? "untrue" : (await countOne(tx, counted)) ? null : "limit";
  await deliverTo(tx, { noticeId: notice.id, channel, outcome }, { targets, at: at ?? 0 });
}

const planAtOnce = (tx: Transaction, { id }: Personal, { targets }: Reader): Promise<void> =>
  deliverTo(
    tx,
    { noticeId: id, channel: "mail", outcome: null },
    { targets: targets.mail, at: Date.now() },
  );

interface Counted {
  playerId: string;
  channel: string;
  day: string | null;
  most: number;
}

/** Counts one more on a day, unless there are as many as may be; of two at once the second waits for the first. */
export async function countOne(tx: Transaction, { playerId, channel, day, most }: Counted) {
  if (most === 0) return false;
  const { rows } = await sql`
    insert into notice_counts as c (player_id, channel, day, count) values (${playerId}, ${channel}, ${day}, 1)
    on conflict (player_id, channel, day) do update set count = c.count + 1 where c.count < ${most}
    returning count`.execute(tx);
  return rows.length > 0;
}

interface Way {
  noticeId: string;
  channel: NoticeChannel | "webhook";
  /** Null: it is on its way. */
  outcome: "untrue" | "limit" | null;
}

async function deliverTo(
  tx: Transaction,
  { noticeId, channel, outcome }: Way,
  { targets, at }: { targets: readonly string[]; at: number },
): Promise<void> {
  if (targets.length === 0) return;
  await tx
    .insertInto("notice_deliveries")
    .values(
      targets.map((target) => ({
        id: newId(),
        notice_id: noticeId,
        channel,
        target,
        outcome,
        due_at: outcome === null ? new Date(at) : null,
        settled_at: outcome === null ? null : new Date(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
