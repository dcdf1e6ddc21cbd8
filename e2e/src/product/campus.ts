import {
  API,
  deviceAckSchema,
  deviceWithSecretSchema,
  listOf,
  tableSchema,
  venueSchema,
} from "@babyfoot/contract";
import type { HttpClient } from "./http-client.ts";

export interface NewTable {
  id: string;
  code: string;
  /** As the pages write it in a heading. */
  heading: string;
}

const venues = listOf(venueSchema);

/** A new table in the first venue. */
export async function addTable(admin: HttpClient, code: string): Promise<NewTable> {
  const { items } = venues.parse(await admin.call("GET", `${API}/venues`));
  const name = `Essai ${code}`;
  const made = await admin.call("POST", `${API}/tables`, { code, name, venueId: items[0]?.id });
  return { id: tableSchema.parse(made).id, code, heading: `${code} ${name}` };
}

/** For who looks at offers at leisure: they stand for an hour. */
export async function letOffersStand(admin: HttpClient): Promise<void> {
  const { items } = venues.parse(await admin.call("GET", `${API}/venues`));
  const policy = { queueOfferSeconds: 3600 };
  await admin.call("PATCH", `${API}/venues/${items[0]?.id}`, { policy });
}

/** A board at a table; answers its secret base URL. */
export async function addBoard(admin: HttpClient, table: NewTable): Promise<string> {
  const device = { tableId: table.id, name: `Carte ${table.code}`, kind: "board" };
  const made = deviceWithSecretSchema.parse(await admin.call("POST", `${API}/devices`, device));
  return made.url ?? "";
}

export type Side = "red" | "blue";

/** A native device at a table, which sends goals as its firmware would. */
export interface NativeDevice {
  /** Sends goals, in this order, as told by its own clock. */
  score(...sides: Side[]): Promise<void>;
}

/** Further apart than what one table takes for a bounce. */
const APART_MS = 2_000;

export async function addNativeDevice(
  admin: HttpClient,
  { url, table }: { url: string; table: NewTable },
): Promise<NativeDevice> {
  const device = { tableId: table.id, name: `Capteur ${table.code}`, kind: "native" };
  const { token } = deviceWithSecretSchema.parse(
    await admin.call("POST", `${API}/devices`, device),
  );
  let seq = 0;
  let uptimeMs = 60_000;
  return {
    async score(...sides) {
      const events = sides.map((side) => {
        seq += 1;
        uptimeMs += APART_MS;
        return { seq, type: "goal", side, uptimeMs };
      });
      const answer = await fetch(`${url}${API}/device/events`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ bootId: "allumage-1", sentUptimeMs: uptimeMs, events }),
      });
      const { accepted } = deviceAckSchema.parse(await answer.json());
      if (accepted !== sides.length) throw new Error(`only ${accepted} events were accepted`);
    },
  };
}
