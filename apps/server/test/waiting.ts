import { sql } from "kysely";
import { RESERVATIONS, thisSlot } from "./booking.ts";
import { newTable, type TestTable } from "./campus.ts";
import { type Client, newPlayer } from "./client.ts";
import type { TestServer } from "./server.ts";

export const QUEUE = "/api/v1/queue";

export type Player = Client & { id: string };

/** A table that somebody has claimed for an hour, and as many who wait for it. */
export async function takenTable(
  server: TestServer,
  admin: Client,
  waiting: number,
): Promise<{ table: TestTable; holder: Player; reservationId: string; line: Player[] }> {
  const table = await newTable(admin);
  const holder = await newPlayer(server, "Holder");
  const wish = { tableId: table.id, startsAt: thisSlot(), durationMinutes: 60 };
  const made = await holder.post(RESERVATIONS, wish);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const reservationId = String(made.body.id);
  await holder.post(`${RESERVATIONS}/${reservationId}/check-in`);
  const line: Player[] = [];
  for (let number = 1; number <= waiting; number += 1) {
    const player = await newPlayer(server, `Waiting ${number}`);
    const joined = await player.post(QUEUE, { tableId: table.id });
    if (joined.status !== 201) throw new Error(JSON.stringify(joined.body));
    line.push(player);
  }
  return { table, holder, reservationId, line };
}

export async function placeOf(player: Client) {
  return (await player.get(QUEUE)).body.items[0];
}

/** What a while of waiting does, without the waiting: the time to take what is offered at a table is over. */
export async function letOffersLapse(server: TestServer, tableId: string): Promise<void> {
  await sql`
    update reservations set check_in_by = now(), next_turn = null
    where table_id = ${tableId} and status = 'offered'`.execute(server.database.db);
}
