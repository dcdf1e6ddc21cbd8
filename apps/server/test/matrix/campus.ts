import { newId } from "../../src/platform/ids.ts";
import { openDayAndNight, timeOn } from "../booking.ts";
import { asAdmin, newDevice, newTable, type TestDevice, type TestTable } from "../campus.ts";
import { Client, newPlayer } from "../client.ts";
import type { TestServer } from "../server.ts";

export const ACTORS = [
  "anonymous",
  "A",
  "B",
  "staff",
  "admin",
  "device",
  "board",
  "analyst",
] as const;
export type Actor = (typeof ACTORS)[number];

export type Somebody = Client & { id: string };

/** A campus on which every actor calls every route: A plays in the matches, B in none. */
export interface MatrixCampus {
  server: TestServer;
  admin: Client;
  A: Somebody;
  table: TestTable;
  device: TestDevice;
  board: TestDevice;
  venueId: string;
  clientOf: (actor: Actor) => Client;
  /** Headers by which a device, a board and an analyst show who they are. */
  headersOf: (actor: Actor) => Record<string, string>;
  /** A client of the same kind that nobody else uses. */
  freshClient: (actor: Actor) => Promise<Client>;
  newTable: () => Promise<TestTable>;
  newDevice: () => Promise<TestDevice>;
  newMatch: () => Promise<string>;
  newFault: () => Promise<string>;
  newCardOfA: () => Promise<string>;
  newMessageOfA: () => Promise<string>;
  /** Ahead, at a table of its own; what A had ahead before is given back. */
  newReservationOfA: () => Promise<string>;
  /** Held by the house, at a table of its own. */
  newSeries: () => Promise<string>;
  newAnalystToken: () => Promise<string>;
}

export const unknownId = "0193a9b0-0000-7000-8000-000000000000";

async function withRole(server: TestServer, role: "player" | "staff" | "admin"): Promise<Somebody> {
  const person = await newPlayer(server);
  await server.database.db.updateTable("users").set({ role }).where("id", "=", person.id).execute();
  return person;
}

const roleOf = (actor: Actor) => (actor === "staff" || actor === "admin" ? actor : "player");
const isPerson = (actor: Actor) => !["anonymous", "device", "board", "analyst"].includes(actor);

export async function openCampus(server: TestServer): Promise<MatrixCampus> {
  const admin = await asAdmin(server);
  await openDayAndNight(admin);
  const anonymous = new Client(server);
  const [A, B, staff] = [
    await withRole(server, "player"),
    await withRole(server, "player"),
    await withRole(server, "staff"),
  ];
  const clients: Partial<Record<Actor, Client>> = { A, B, staff, admin };
  const table = await newTable(admin);
  const device = await newDevice(admin, table.id);
  const board = await newDevice(admin, table.id, "board");
  const analyst = (await admin.post("/api/v1/analyst-tokens", { name: "Matrix" })).body;
  const tokens: Partial<Record<Actor, string>> = {
    ...{ device: device.token, board: board.token, analyst: analyst.token },
  };
  const freshTable = () => newTable(admin);
  return {
    server,
    admin,
    A,
    table,
    device,
    board,
    venueId: table.venueId,
    clientOf: (actor) => clients[actor] ?? anonymous,
    headersOf: (actor) => {
      const token = tokens[actor];
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    freshClient: async (actor) =>
      isPerson(actor) ? withRole(server, roleOf(actor)) : new Client(server),
    newTable: freshTable,
    newDevice: async () => newDevice(admin, table.id),
    newMatch: async () => {
      const { id } = await freshTable();
      return (await A.post("/api/v1/matches", { tableId: id, red: [A.id] })).body.id;
    },
    newFault: async () => {
      const answer = await admin.post(`/api/v1/tables/${table.id}/faults`, { kind: "other" });
      return answer.body.id;
    },
    newReservationOfA: async () => {
      const path = "/api/v1/reservations";
      const { items } = (await A.get(`${path}?mine=true&status=booked`)).body;
      for (const { id } of items) await A.delete(`${path}/${id}`);
      const { id: tableId } = await freshTable();
      const startsAt = timeOn(1, "12:00");
      return (await A.post(path, { tableId, startsAt, durationMinutes: 15 })).body.id;
    },
    newCardOfA: async () => {
      const id = newId();
      await server.database.db
        .insertInto("cards")
        .values({ id, player_id: A.id, card_hash: Buffer.from(id) })
        .execute();
      return id;
    },
    newSeries: async () => {
      const { id } = await freshTable();
      const wish = { tableIds: [id], startsAt: timeOn(1, "12:00"), durationMinutes: 15, weeks: 2 };
      const made = await admin.post("/api/v1/reservations/weekly", { ...wish, label: "Club" });
      return made.body.seriesId;
    },
    newAnalystToken: async () =>
      (await admin.post("/api/v1/analyst-tokens", { name: "Another" })).body.id,
    newMessageOfA: async () => {
      const id = newId();
      await server.database.db
        .insertInto("inbox_messages")
        .values({ id, user_id: A.id, subject: "Hello", body: "You" })
        .execute();
      return id;
    },
  };
}
