import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { newDevice, newTable, type TestDevice, type TestTable } from "../../../../test/campus.ts";
import { type Answer, Client, newPlayer } from "../../../../test/client.ts";
import type { TestServer } from "../../../../test/server.ts";

/** A table with a native reader, at which cards are tapped. */
export interface Reader {
  table: TestTable;
  device: TestDevice;
  tap(uid: string, code?: string): Promise<Answer>;
}

export async function newReader(server: TestServer, admin: Client): Promise<Reader> {
  const table = await newTable(admin);
  const device = await newDevice(admin, table.id);
  return { table, device, tap: (uid, code) => tapOn(server, device, uid, code) };
}

export function tapOn(server: TestServer, device: TestDevice, uid: string, code?: string) {
  return new Client(server).post(
    "/api/v1/device/card",
    { uid, ...(code !== undefined && { code }) },
    { authorization: `Bearer ${device.token}` },
  );
}

/** The number of a card that nobody has seen yet. */
export const someUid = (): string => randomBytes(7).toString("hex").toUpperCase();

export type CardHolder = Client & { id: string; uid: string };

/** A player with a linked card, which was linked at another table. */
export async function newHolder(
  server: TestServer,
  admin: Client,
  name?: string,
): Promise<CardHolder> {
  const player = await newPlayer(server, name);
  const uid = someUid();
  const { tap } = await newReader(server, admin);
  const { code } = (await player.post("/api/v1/me/cards")).body;
  const answer = await tap(uid, code);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  await endTurnsOf(server, player.id);
  return Object.assign(player, { uid });
}

/** Their turns are over, and nothing of them stands in their way. */
export async function endTurnsOf(server: TestServer, playerId: string): Promise<void> {
  await sql`update reservations set status = 'ended', held = 'empty' where owner_id = ${playerId}`.execute(
    server.database.db,
  );
}

export const codeOf = ({ status, body }: Answer) => [status, body.code];
