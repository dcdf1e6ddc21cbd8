import type { Db } from "../../platform/database.ts";
import { exportNotices } from "../notifications/notifications.service.ts";

const accountOf = (db: Db, id: string) =>
  db
    .selectFrom("users as u")
    .innerJoin("players as p", "p.user_id", "u.id")
    .select([
      "u.id",
      "u.name",
      "u.email",
      "u.email_verified as emailVerified",
      "u.role",
      "u.created_at as createdAt",
      "p.display_name as displayName",
      "p.locale",
      "p.avatar",
      "p.on_leaderboards as onLeaderboards",
    ])
    .where("u.id", "=", id)
    .executeTakeFirstOrThrow();

const sessionsOf = (db: Db, id: string) =>
  db
    .selectFrom("sessions")
    .select([
      "id",
      "created_at as createdAt",
      "expires_at as expiresAt",
      "ip_address as ipAddress",
      "user_agent as userAgent",
    ])
    .where("user_id", "=", id)
    .orderBy("id")
    .execute();

/** Ways to sign in, without the secrets. */
const credentialsOf = (db: Db, id: string) =>
  db
    .selectFrom("credentials")
    .select(["provider_id as kind", "account_id as account", "created_at as createdAt"])
    .where("user_id", "=", id)
    .orderBy("id")
    .execute();

const messagesOf = (db: Db, id: string) =>
  db
    .selectFrom("inbox_messages")
    .select(["id", "kind", "data", "subject", "body as text"])
    .select(["created_at as createdAt", "read_at as readAt"])
    .where("user_id", "=", id)
    .orderBy("id")
    .execute();

const mailsOf = (db: Db, id: string) =>
  db
    .selectFrom("mails")
    .select(["id", "recipient", "subject", "created_at as createdAt"])
    .where("user_id", "=", id)
    .orderBy("id")
    .execute();

const matchesOf = (db: Db, id: string) =>
  db
    .selectFrom("match_players as mp")
    .innerJoin("matches as m", (join) =>
      join.onRef("m.venue_id", "=", "mp.venue_id").onRef("m.id", "=", "mp.match_id"),
    )
    .select([
      "m.id",
      "m.table_id as tableId",
      "mp.side",
      "mp.position",
      "m.status",
      "m.score_red as scoreRed",
      "m.score_blue as scoreBlue",
      "m.winner",
      "m.started_at as startedAt",
      "m.finished_at as finishedAt",
    ])
    .where("mp.player_id", "=", id)
    .orderBy("m.id")
    .execute();

const scoredByHandBy = (db: Db, id: string) =>
  db
    .selectFrom("table_events")
    .select(["id", "table_id as tableId", "match_id as matchId", "type", "at"])
    .where("actor_id", "=", id)
    .orderBy("id")
    .execute();

const faultsOf = (db: Db, id: string) =>
  db
    .selectFrom("faults")
    .select(["id", "table_id as tableId", "kind", "description", "reported_at as reportedAt"])
    .where("reported_by", "=", id)
    .orderBy("id")
    .execute();

const reservationsOf = (db: Db, id: string) =>
  db
    .selectFrom("reservation_players as rp")
    .innerJoin("reservations as r", (join) =>
      join.onRef("r.venue_id", "=", "rp.venue_id").onRef("r.id", "=", "rp.reservation_id"),
    )
    .select((eb) => [
      "r.id",
      "r.table_id as tableId",
      "r.starts_at as startsAt",
      "r.ends_at as endsAt",
      "r.status",
      "r.checked_in_at as checkedInAt",
      "rp.answer",
      eb("r.owner_id", "=", id).as("mine"),
    ])
    .where("rp.player_id", "=", id)
    .orderBy("r.id")
    .execute();

const pardonsOf = (db: Db, id: string) =>
  db
    .selectFrom("booking_pardons")
    .select(["venue_id as venueId", "at"])
    .where("player_id", "=", id)
    .orderBy("at")
    .execute();

const waitsOf = (db: Db, id: string) =>
  db
    .selectFrom("queue_entries")
    .select([
      "venue_id as venueId",
      "table_id as tableId",
      "joined_at as joinedAt",
      "left_at as leftAt",
      "outcome",
    ])
    .where("player_id", "=", id)
    .orderBy("joined_at")
    .execute();

/** Nothing of a card's number is held that could be told. */
const cardsOf = (db: Db, id: string) =>
  db
    .selectFrom("cards")
    .select(["id", "label", "linked_at as linkedAt", "last_used_at as lastUsedAt"])
    .where("player_id", "=", id)
    .orderBy("id")
    .execute();

const cardCodesOf = (db: Db, id: string) =>
  db
    .selectFrom("card_codes")
    .select(["label", "expires_at as expiresAt"])
    .where("player_id", "=", id)
    .execute();

const seatsOf = (db: Db, id: string) =>
  db
    .selectFrom("reservation_seats as s")
    .innerJoin("reservations as r", (join) =>
      join.onRef("r.venue_id", "=", "s.venue_id").onRef("r.id", "=", "s.reservation_id"),
    )
    .select([
      "r.table_id as tableId",
      "s.reservation_id as reservationId",
      "s.seat",
      "s.seated_at as at",
    ])
    .where("s.player_id", "=", id)
    .orderBy("s.seated_at")
    .execute();

/** What they did as staff, and what staff did that was about them. */
const auditedOf = (db: Db, id: string) =>
  db
    .selectFrom("audit_log")
    .select((eb) => [
      "id",
      "at",
      "action",
      "subject_type as subjectType",
      "subject_id as subjectId",
      "details",
      eb("actor_id", "=", id).as("mine"),
    ])
    .where((eb) => eb.or([eb("actor_id", "=", id), eb("player_id", "=", id)]))
    .orderBy("id")
    .execute();

/** Everything held about a person, as of one instant. */
export const exportPerson = (db: Db, id: string) =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => ({
      account: await accountOf(tx, id),
      waysToSignIn: await credentialsOf(tx, id),
      sessions: await sessionsOf(tx, id),
      inbox: await messagesOf(tx, id),
      mailsOnTheirWay: await mailsOf(tx, id),
      matches: await matchesOf(tx, id),
      scoredByHand: await scoredByHandBy(tx, id),
      faultsReported: await faultsOf(tx, id),
      reservations: await reservationsOf(tx, id),
      pardons: await pardonsOf(tx, id),
      waits: await waitsOf(tx, id),
      cards: await cardsOf(tx, id),
      cardCodes: await cardCodesOf(tx, id),
      seats: await seatsOf(tx, id),
      audited: await auditedOf(tx, id),
      ...(await exportNotices(tx, id)),
    }));
