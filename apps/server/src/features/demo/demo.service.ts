import type { Db, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { createDevice, rotateToken } from "../devices/devices.service.ts";
import { dealCards } from "./demo.cards.ts";
import { writeHistory } from "./demo.history.ts";
import { DEMO_PLAYERS, DEMO_TABLES, deviceNamePrefix } from "./demo.names.ts";

/** A simulated table of the demo campus, with the secret for this run. */
export interface DemoBoard {
  name: string;
  kind: (typeof DEMO_TABLES)[number]["board"];
  token: string;
  /** The numbers of the cards of those who play there. */
  cards: string[];
}

const deviceName = (code: string): string => `${deviceNamePrefix}${code}`;

/**
 * Makes the demo campus where it is not there yet: eight tables, forty players, some weeks of matches. Answers the
 * simulated boards with new secrets, since old ones are kept nowhere.
 */
export async function prepareDemo(db: Db, secretKey: string): Promise<DemoBoard[]> {
  return db.transaction().execute(async (tx) => {
    const venue = await tx
      .selectFrom("venues")
      .select("id")
      .orderBy("created_at")
      .executeTakeFirstOrThrow();
    // One process at a time makes or takes over the demo.
    await tx.selectFrom("venues").select("id").where("id", "=", venue.id).forUpdate().execute();
    const any = await tx.selectFrom("tables").select("id").limit(1).executeTakeFirst();
    if (any === undefined) await makeCampus(tx, venue.id);
    const boards = await takeOverBoards(tx);
    const native = boards.filter(({ kind }) => kind === "native");
    const cards = await dealCards(tx, { tables: native.length, secretKey });
    return boards.map((board) => ({ ...board, cards: cards[native.indexOf(board)] ?? [] }));
  });
}

async function makeCampus(tx: Transaction, venueId: string): Promise<void> {
  await tx
    .insertInto("tables")
    .values(
      DEMO_TABLES.map(({ code, name, location }) => ({
        venue_id: venueId,
        id: newId(),
        code,
        name,
        location,
      })),
    )
    .execute();
  const players = DEMO_PLAYERS.map((name) => ({ id: newId(), display_name: name }));
  await tx.insertInto("players").values(players).execute();
  const tables = await tx.selectFrom("tables").select(["id", "code"]).orderBy("code").execute();
  for (const { id, code } of tables) {
    const board = DEMO_TABLES.find((table) => table.code === code)?.board ?? "native";
    const kind = board === "native" ? "native" : "board";
    await createDevice(tx, { tableId: id, name: deviceName(code), kind }, null);
  }
  await writeHistory(tx, {
    venueId,
    tableIds: tables.map((table) => table.id),
    playerIds: players.map((player) => player.id),
  });
}

async function takeOverBoards(tx: Transaction): Promise<Omit<DemoBoard, "cards">[]> {
  const devices = await tx
    .selectFrom("devices as d")
    .innerJoin("tables as t", "t.id", "d.table_id")
    .select(["d.id", "d.name", "t.code"])
    .where("d.revoked_at", "is", null)
    .where("t.retired_at", "is", null)
    .orderBy("t.code")
    .execute();
  const boards: Omit<DemoBoard, "cards">[] = [];
  for (const { id, name, code } of devices) {
    const table = DEMO_TABLES.find((candidate) => deviceName(candidate.code) === name);
    if (table === undefined) continue;
    const { token } = await rotateToken(tx, id, null);
    boards.push({ name: code, kind: table.board, token });
  }
  return boards;
}
