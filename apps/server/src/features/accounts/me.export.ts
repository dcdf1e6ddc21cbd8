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
      ...(await exportNotices(tx, id)),
    }));
