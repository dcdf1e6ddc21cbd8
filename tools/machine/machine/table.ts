import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import type { Visitor } from "./visitor.ts";

const withId = z.object({ id: z.string() });
const acknowledgement = z.object({ acknowledgedSeq: z.number() });

/** A table with a sensor board that speaks the native protocol. */
export interface Board {
  /**
   * Reports a goal, and again all that was not acknowledged. Answers whether everything is now: then nothing may ever
   * lose it.
   */
  goal(side: "red" | "blue"): Promise<boolean>;
  acknowledged(): number;
  /** Switched off and on: it counts from one again, under another boot. */
  restart(): void;
  /** From now on it reports to whoever is at another address. */
  reportTo(visitor: Visitor): void;
  tableId: string;
  /** What it signs in to the broker with. */
  device: { name: string; password: string };
}

export interface SignIn {
  email: string;
  password: string;
}

/** A goal is taken in the end: whoever is busy says so, and a board tries again. */
export const scoresAt = (board: Board, side: "red" | "blue"): Promise<void> =>
  expect.poll(() => board.goal(side), { timeout: 60_000, interval: 500 }).toBe(true);

/** The administrator signs in, sets up a table, and plugs a board in. */
export async function setUpTable(visitor: Visitor, signIn: SignIn, code: string): Promise<Board> {
  const entered = await visitor.ask("/api/auth/sign-in/email", { method: "POST", body: signIn });
  if (entered.status !== 200) throw new Error(`sign-in: ${entered.status} ${entered.body}`);
  const headers = { cookie: entered.cookies.join("; ") };
  const make = async <Made>(
    path: string,
    body: unknown,
    schema: z.ZodType<Made>,
  ): Promise<Made> => {
    const answer = await visitor.ask(path, { method: "POST", body, headers });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return schema.parse(JSON.parse(answer.body));
  };
  const venues = await visitor.ask("/api/v1/venues");
  const { items } = z.object({ items: z.array(withId) }).parse(JSON.parse(venues.body));
  const venueId = items.at(0)?.id;
  const table = await make("/api/v1/tables", { code, name: `Table ${code}`, venueId }, withId);
  const device = { tableId: table.id, name: `Board ${code}`, kind: "native" };
  const made = await make("/api/v1/devices", device, withId.extend({ token: z.string() }));
  return board(visitor, table.id, made);
}

interface Noticed {
  seq: number;
  type: "goal";
  side: "red" | "blue";
  uptimeMs: number;
}

function board(
  first: Visitor,
  tableId: string,
  { id, token }: { id: string; token: string },
): Board {
  const headers = { authorization: `Bearer ${token}` };
  const since = Date.now();
  let [bootId, seq, acknowledged] = [randomUUID(), 0, 0];
  let waiting: Noticed[] = [];
  let visitor = first;
  return {
    tableId,
    device: { name: id, password: token },
    acknowledged: () => acknowledged,
    restart: () => {
      [bootId, seq, acknowledged] = [randomUUID(), 0, 0];
      waiting = [];
    },
    reportTo: (next) => {
      visitor = next;
    },
    goal: async (side) => {
      seq += 1;
      const sentUptimeMs = Date.now() - since;
      waiting.push({ seq, type: "goal", side, uptimeMs: sentUptimeMs });
      const body = { bootId, sentUptimeMs, events: waiting };
      const asking = { method: "POST", body, headers };
      const answer = await visitor.ask("/api/v1/device/events", asking).catch(() => undefined);
      if (answer?.status !== 200) return false;
      acknowledged = acknowledgement.parse(JSON.parse(answer.body)).acknowledgedSeq;
      waiting = waiting.filter((event) => event.seq > acknowledged);
      return acknowledged >= seq;
    },
  };
}

/** Somebody makes an account; answers how they leave for good. */
export async function signUp(visitor: Visitor, person: SignIn): Promise<() => Promise<number>> {
  const body = { ...person, name: "Somebody" };
  const made = await visitor.ask("/api/auth/sign-up/email", { method: "POST", body });
  if (made.status !== 200) throw new Error(`sign-up: ${made.status} ${made.body}`);
  const headers = { cookie: made.cookies.join("; ") };
  return async () => (await visitor.ask("/api/v1/me", { method: "DELETE", headers })).status;
}
