import pg from "pg";
import { callsAs, Tally } from "../load/calls.ts";
import { asAdmin, signUpPlayers } from "../load/players.ts";
import type { ServerUnderTest } from "../load/server-process.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const HOURS = [["08:00", "20:00"]];
const AT_ONCE = 8;

export const TIME_ZONE = "Europe/Paris";

export interface CampusPlan {
  venueId: string;
  tables: { id: string; token: string }[];
  students: { cookie: string; uid: string }[];
}

/** Makes tables with their boards, and students with their cards, through the public interface. */
export async function setUp(
  server: ServerUnderTest,
  counts: { tables: number; students: number },
): Promise<CampusPlan> {
  const call = await asAdmin(server);
  const { items } = (await call("GET", "/venues")) as { items: { id: string }[] };
  const venueId = items[0]?.id ?? "";
  await call("PATCH", `/venues/${venueId}`, {
    timeZone: TIME_ZONE,
    openingHours: Object.fromEntries(DAYS.map((day) => [day, HOURS])),
  });
  const tables: CampusPlan["tables"] = [];
  for (let number = 1; number <= counts.tables; number += 1) {
    const code = `T${number}`;
    const { id } = (await call("POST", "/tables", { code, name: code, venueId })) as { id: string };
    const device = { tableId: id, name: code, kind: "native" };
    const { token } = (await call("POST", "/devices", device)) as { token: string };
    tables.push({ id, token });
  }
  const cookies = await signUpPlayers(server, counts.students);
  const students = cookies.map((cookie, index) => ({
    cookie,
    uid: (0x04a20000 + index).toString(16).toUpperCase().padStart(8, "0"),
  }));
  await linkCards(server, students, tables);
  return { venueId, tables, students };
}

/** Each asks for a code and taps with it at a table. */
async function linkCards(
  server: ServerUnderTest,
  students: CampusPlan["students"],
  tables: CampusPlan["tables"],
): Promise<void> {
  const database = new pg.Client(server.database);
  await database.connect();
  const link = async ({ cookie, uid }: CampusPlan["students"][number], table: number) => {
    const asStudent = callsAs(server.url, { cookie }, new Tally());
    const { code } = (await asStudent<{ code: string }>("POST", "/me/cards", {})).body;
    const token = tables[table % tables.length]?.token ?? "";
    const atTable = callsAs(server.url, { authorization: `Bearer ${token}` }, new Tally());
    const linked = await atTable("POST", "/device/card", { uid, code });
    if (linked.status !== 200) throw new Error(`no card: ${JSON.stringify(linked.body)}`);
  };
  for (let from = 0; from < students.length; from += AT_ONCE) {
    // All from one place within a minute, as no campus does it: what slows guessers down is lifted.
    await database.query("delete from tries");
    await Promise.all(students.slice(from, from + AT_ONCE).map(link));
  }
  // What a tap without a reservation opened must not be open on the day.
  await database.query(
    "update reservations set status = 'ended', held = 'empty', next_turn = null",
  );
  await database.end();
}
