import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Visitor } from "./visitor.ts";

const withId = z.object({ id: z.string() });
const acknowledgement = z.object({ acknowledgedSeq: z.number() });

/** A table with a sensor board that speaks the native protocol. */
export interface Board {
  /** Reports a goal; answers whether it was acknowledged: then nothing may ever lose it. */
  goal(side: "red" | "blue"): Promise<boolean>;
  acknowledged(): number;
  tableId: string;
}

export interface SignIn {
  email: string;
  password: string;
}

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
  const { token } = await make("/api/v1/devices", device, z.object({ token: z.string() }));
  return board(visitor, table.id, token);
}

function board(visitor: Visitor, tableId: string, token: string): Board {
  const [bootId, switchedOn] = [randomUUID(), Date.now()];
  let [seq, acknowledged] = [0, 0];
  return {
    tableId,
    acknowledged: () => acknowledged,
    goal: async (side) => {
      seq += 1;
      const uptimeMs = Date.now() - switchedOn;
      const body = {
        bootId,
        sentUptimeMs: uptimeMs,
        events: [{ seq, type: "goal", side, uptimeMs }],
      };
      const headers = { authorization: `Bearer ${token}` };
      try {
        const answer = await visitor.ask("/api/v1/device/events", {
          method: "POST",
          body,
          headers,
        });
        if (answer.status !== 200) return false;
        acknowledged = acknowledgement.parse(JSON.parse(answer.body)).acknowledgedSeq;
        return acknowledged >= seq;
      } catch {
        return false;
      }
    },
  };
}
