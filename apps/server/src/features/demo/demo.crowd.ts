import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import { lockHeads, seatPlayers } from "../play/play.service.ts";
import { deviceNamePrefix } from "./demo.names.ts";

interface Crowd {
  db: Db;
  hub: LiveHub;
  log: { warn: (data: object, message: string) => void };
}

/** Gives the matches of simulated tables players of the demo campus, as cards will. Answers how to stop. */
export function seatDemoPlayers({ db, hub, log }: Crowd): () => Promise<void> {
  const seating = new Set<Promise<void>>();
  const seatAt = (matchId: string) => {
    const turn = seat(db, matchId)
      .catch((error: unknown) => log.warn({ err: error }, "could not seat demo players"))
      .finally(() => seating.delete(turn));
    seating.add(turn);
  };
  const unsubscribe = hub.subscribe({
    listens: () => true,
    onEvents: (events) => {
      for (const { matchId, text } of events)
        if (matchId !== null && text.includes("event: match.started")) seatAt(matchId);
    },
    onGap: () => undefined,
  });
  return async () => {
    unsubscribe();
    await Promise.all(seating);
  };
}

async function seat(db: Db, matchId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const match = await tx
      .selectFrom("matches as m")
      .innerJoin("devices as d", "d.table_id", "m.table_id")
      .select(["m.table_id", "m.venue_id"])
      .where("m.id", "=", matchId)
      .where("m.status", "=", "live")
      .where("m.scored_by", "=", "sensor")
      .where("d.name", "like", `${deviceNamePrefix}%`)
      // Where somebody has tapped in, the match is theirs.
      .where(
        sql<boolean>`not exists (select from reservations r join reservation_seats s on s.venue_id = r.venue_id
          and s.reservation_id = r.id where r.venue_id = m.venue_id and r.table_id = m.table_id
          and r.status = 'checked_in' and r.held @> now())`,
      )
      .executeTakeFirst();
    if (match === undefined) return;
    await lockHeads(tx, [match.table_id]);
    const seated = await tx
      .selectFrom("match_players")
      .select("player_id")
      .where("match_id", "=", matchId)
      .limit(1)
      .executeTakeFirst();
    if (seated !== undefined) return;
    const players = await tx
      .selectFrom("players as p")
      .select("p.id")
      .where("p.user_id", "is", null)
      // Those with a card tap in by themselves.
      .where(sql<boolean>`not exists (select from cards c where c.player_id = p.id)`)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("match_players as mp")
              .innerJoin("matches as lm", "lm.id", "mp.match_id")
              .select("mp.player_id")
              .whereRef("mp.player_id", "=", "p.id")
              .where("lm.status", "=", "live"),
          ),
        ),
      )
      .orderBy((eb) => eb.fn("random"))
      .limit(4)
      .execute();
    const [a, b, c, d] = players.map(({ id }) => id);
    if (a === undefined || b === undefined || c === undefined || d === undefined) return;
    await seatPlayers(tx, {
      venueId: match.venue_id,
      matchId,
      lineup: {
        red: [
          { playerId: a, position: "goal" },
          { playerId: b, position: "attack" },
        ],
        blue: [
          { playerId: c, position: "goal" },
          { playerId: d, position: "attack" },
        ],
      },
    });
  });
}
