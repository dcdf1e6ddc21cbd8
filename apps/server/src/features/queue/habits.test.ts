import { sql } from "kysely";
import { expect, it } from "vitest";
import { useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";
import { newId } from "../../platform/ids.ts";
import { habitsOf } from "./tables-ahead.queries.ts";

const { server, admin } = useOpenVenue();

it("[Q7] how long people stay is told by those who left, those who played, and those who still wait", async () => {
  const { venueId } = await newTable(admin());
  const { db } = server().database;
  await sql`insert into queues (venue_id) values (${venueId}) on conflict do nothing`.execute(db);
  const before = await habitsOf(db, venueId);
  const waited = async (minutes: number, outcome: "played" | "left" | null) => {
    const { id } = await newPlayer(server(), `Waits ${minutes}`);
    await sql`
      insert into queue_entries (venue_id, id, player_id, place, joined_at, left_at, outcome)
      values (${venueId}, ${newId()}, ${id}, 1, now() - interval '1 day',
        now() - interval '1 day' + make_interval(mins => ${minutes}), ${outcome ?? "played"})`.execute(
      db,
    );
    if (outcome === null)
      await sql`update queue_entries set left_at = null, outcome = null,
        joined_at = now() - make_interval(mins => ${minutes}) where player_id = ${id}`.execute(db);
  };
  await waited(7, "left");
  await waited(12, "played");
  await waited(3, null);
  const { patience } = await habitsOf(db, venueId);
  const added = patience.map((step, index) => [
    step.waited - (before.patience[index]?.waited ?? 0),
    step.gaveUp - (before.patience[index]?.gaveUp ?? 0),
  ]);
  expect(added.slice(0, 4)).toEqual([
    [2.5, 0],
    [2, 1],
    [0.5, 0],
    [0, 0],
  ]);
});
