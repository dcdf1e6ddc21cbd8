import { type Client, signInAs } from "./client.ts";
import { ADMIN, type TestServer } from "./server.ts";

let codes = 0;

export interface TestTable {
  id: string;
  code: string;
  venueId: string;
}

export const asAdmin = (server: TestServer): Promise<Client> => signInAs(server, ADMIN);

/** A new table in the first venue. */
export async function newTable(
  admin: Client,
  options: { bounceMs?: number } = {},
): Promise<TestTable> {
  codes += 1;
  const code = `X${codes}-${Date.now() % 100_000}`;
  const venues = await admin.get("/api/v1/venues");
  const venueId = String(venues.body.items[0].id);
  const answer = await admin.post("/api/v1/tables", {
    code,
    name: `Table ${code}`,
    venueId,
    ...options,
  });
  if (answer.status !== 201) throw new Error(`no table: ${JSON.stringify(answer.body)}`);
  return { id: answer.body.id, code, venueId };
}

export interface TestDevice {
  id: string;
  token: string;
  url: string;
}

export async function newDevice(
  admin: Client,
  tableId: string,
  kind: "native" | "board" = "native",
): Promise<TestDevice> {
  const answer = await admin.post("/api/v1/devices", {
    tableId,
    name: `Device of ${tableId}`,
    kind,
  });
  if (answer.status !== 201) throw new Error(`no device: ${JSON.stringify(answer.body)}`);
  return { id: answer.body.id, token: answer.body.token, url: answer.body.url ?? "" };
}

export interface DeviceEventInput {
  seq: number;
  type: string;
  [field: string]: unknown;
}

/** Sends events as a device does; answers the HTTP answer. */
export function sendEvents(
  client: Client,
  device: TestDevice,
  envelope: {
    bootId?: string;
    sentUptimeMs?: number | undefined;
    sentAt?: string;
    events: DeviceEventInput[];
  },
) {
  return client.post(
    "/api/v1/device/events",
    { bootId: "boot-1", sentUptimeMs: 1_000_000, ...envelope },
    { authorization: `Bearer ${device.token}` },
  );
}
