import { API } from "@babyfoot/contract";
import type { ServerUnderTest } from "./server-process.ts";

type Target = Pick<ServerUnderTest, "url" | "admin">;

export interface BenchDevice {
  id: string;
  token: string;
  tableId: string;
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Signs in; answers how to call as administrator. A refusal is thrown. */
export async function asAdmin(server: Target): Promise<Call> {
  const signIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(server.admin),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return async (method, path, body) => {
    const answer = await fetch(`${server.url}${API}${path}`, {
      method,
      headers: { cookie, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
}

/** Makes tables with a native device each, through the public interface. */
export async function makeDevices(
  server: Target,
  count: number,
  options: { bounceMs?: number } = {},
): Promise<BenchDevice[]> {
  const call = await asAdmin(server);
  const venues = (await call("GET", "/venues")) as { items: { id: string }[] };
  const venueId = venues.items[0]?.id;
  const devices: BenchDevice[] = [];
  for (let index = 1; index <= count; index += 1) {
    const code = `B${index}`;
    const table = (await call("POST", "/tables", { code, name: code, venueId, ...options })) as {
      id: string;
    };
    const made = { tableId: table.id, name: code, kind: "native" };
    const device = (await call("POST", "/devices", made)) as {
      id: string;
      token: string;
    };
    devices.push({ id: device.id, token: device.token, tableId: table.id });
  }
  return devices;
}
