import { API } from "@babyfoot/contract";
import pg from "pg";
import type { ServerUnderTest } from "./server-process.ts";

const AT_ONCE = 10;
/** Fewer than may sign up from one address before it is slowed down. */
const BETWEEN_PARDONS = 200;

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

async function post(url: string, body: unknown): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return answer;
}

/** Signs up players, all from this machine; answers the cookie header of each. */
export async function signUpPlayers(server: ServerUnderTest, count: number): Promise<string[]> {
  const client = new pg.Client(server.database);
  await client.connect();
  const cookies: string[] = [];
  while (cookies.length < count) {
    if (cookies.length % BETWEEN_PARDONS === 0) await client.query("delete from tries");
    const batch = Array.from({ length: Math.min(AT_ONCE, count - cookies.length) }, (_, index) =>
      post(`${server.url}/api/auth/sign-up/email`, {
        email: `player${cookies.length + index}@bench.example`,
        password: "only for this bench",
        name: `Player ${cookies.length + index}`,
      }),
    );
    cookies.push(...(await Promise.all(batch)).map(cookieOf));
  }
  await client.end();
  return cookies;
}

/** Calls as the administrator. */
export async function asAdmin(
  server: ServerUnderTest,
): Promise<(method: string, path: string, body?: unknown) => Promise<unknown>> {
  const cookie = cookieOf(await post(`${server.url}/api/auth/sign-in/email`, server.admin));
  return async (method, path, body) => {
    const answer = await fetch(`${server.url}${API}${path}`, {
      method,
      headers: { cookie, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
}

const ALWAYS = [["00:00", "24:00"]];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export interface BenchVenue {
  venueId: string;
  tableIds: string[];
}

/** Tables of a venue that is always open and lets everybody book much. */
export async function makeVenue(server: ServerUnderTest, tables: number): Promise<BenchVenue> {
  const call = await asAdmin(server);
  const { items } = (await call("GET", "/venues")) as { items: { id: string }[] };
  const venueId = items[0]?.id ?? "";
  await call("PATCH", `/venues/${venueId}`, {
    openingHours: Object.fromEntries(DAYS.map((day) => [day, ALWAYS])),
    policy: { maxActiveReservations: 20, maxMinutesPerDay: 1440 },
  });
  const tableIds: string[] = [];
  for (let index = 1; index <= tables; index += 1) {
    const code = `R${index}`;
    const made = (await call("POST", "/tables", { code, name: code, venueId })) as { id: string };
    tableIds.push(made.id);
  }
  return { venueId, tableIds };
}
