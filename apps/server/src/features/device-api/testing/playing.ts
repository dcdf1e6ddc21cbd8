import { expect } from "vitest";
import {
  asAdmin,
  type DeviceEventInput,
  newDevice,
  newTable,
  sendEvents,
  type TestDevice,
  type TestTable,
} from "../../../../test/campus.ts";
import { type Answer, Client } from "../../../../test/client.ts";
import type { TestServer } from "../../../../test/server.ts";
import { expectPlainRefold } from "../../play/testing/plain-refold.ts";

/** A table with one device, and all that a test asks of them. */
export interface Playing {
  admin: Client;
  anyone: Client;
  table: TestTable;
  device: TestDevice;
  /** Sends events of one call; they must be taken. */
  send(events: DeviceEventInput[], envelope?: Envelope): Promise<Answer>;
  /** Goals in a row, one a second, ending now. */
  goals(sides: string, envelope?: Envelope & { from?: number }): Promise<Answer>;
  /** The table's matches, oldest first, with their stories. */
  matches(): Promise<MatchTold[]>;
  /** The device as staff see it. */
  known(): Promise<Record<string, unknown>>;
  /** What is stored must be what the whole log gives when it is folded from nothing. */
  verify(): Promise<void>;
}

export interface Envelope {
  bootId?: string;
  sentUptimeMs?: number | undefined;
  sentAt?: string;
}

export interface MatchTold {
  id: string;
  status: string;
  winner: string | null;
  red: number;
  blue: number;
  notes: string[];
  startedAt: string;
  finishedAt: string | null;
  /** Sides of the goals in the order of the story, those taken back left out. */
  goals: string;
  kinds: string[];
}

const letterOf = (side: string): string => (side === "red" ? "r" : "b");
const sideOf = (letter: string): string => (letter === "r" ? "red" : "blue");

async function tell(client: Client, id: string): Promise<MatchTold> {
  const { body } = await client.get(`/api/v1/matches/${id}`);
  type Line = { kind: string; side: string; undone: boolean };
  const lines: Line[] = body.events;
  return {
    id,
    status: body.status,
    winner: body.winner,
    red: body.scoreRed,
    blue: body.scoreBlue,
    notes: body.notes,
    startedAt: body.startedAt,
    finishedAt: body.finishedAt,
    goals: lines
      .filter((line) => line.kind === "goal" && !line.undone)
      .map((line) => letterOf(line.side))
      .join(""),
    kinds: lines.map((line) => line.kind),
  };
}

/** The matches of a table, oldest first. */
export async function matchesOf(client: Client, tableId: string): Promise<MatchTold[]> {
  const found: MatchTold[] = [];
  let cursor = "";
  do {
    const page = await client.get(`/api/v1/matches?tableId=${tableId}&limit=100${cursor}`);
    for (const match of page.body.items) found.push(await tell(client, match.id));
    cursor = page.body.nextCursor === null ? "" : `&cursor=${page.body.nextCursor}`;
  } while (cursor !== "");
  return found.reverse();
}

/** Goal events numbered from `from`, one a second, the last one a second before `endMs` of uptime. */
export function goalEvents(sides: string, from: number, endMs: number): DeviceEventInput[] {
  return [...sides].map((letter, index) => ({
    seq: from + index,
    type: "goal",
    side: sideOf(letter),
    uptimeMs: endMs - (sides.length - index) * 1_000,
  }));
}

/** Sets up a table of its own with a device of its own. */
export async function startPlaying(
  server: TestServer,
  { kind = "native", bounceMs }: { kind?: "native" | "board"; bounceMs?: number } = {},
): Promise<Playing> {
  const admin = await asAdmin(server);
  const anyone = new Client(server);
  const table = await newTable(admin, bounceMs === undefined ? {} : { bounceMs });
  const device = await newDevice(admin, table.id, kind);
  const send: Playing["send"] = async (events, envelope = {}) => {
    const answer = await sendEvents(anyone, device, { ...envelope, events });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer;
  };
  return {
    admin,
    anyone,
    table,
    device,
    send,
    goals: (sides, { from = 1, ...envelope } = {}) =>
      send(goalEvents(sides, from, envelope.sentUptimeMs ?? 1_000_000), envelope),
    matches: () => matchesOf(anyone, table.id),
    known: async () => {
      const { body } = await admin.get(`/api/v1/devices?tableId=${table.id}`);
      return body.items.find((one: { id: string }) => one.id === device.id);
    },
    verify: () => expectPlainRefold(server.database.db, table.id),
  };
}
