import { beforeAll, describe, expect, it } from "vitest";
import { useServer } from "../server.ts";
import { LiveStream } from "../sse.ts";
import { ACTORS, type MatrixCampus, openCampus, unknownId } from "./campus.ts";
import { MATRIX } from "./matrix.ts";
import type { Row } from "./row.ts";

const server = useServer();
let campus: MatrixCampus;
beforeAll(async () => {
  campus = await openCampus(server());
});

const LIVE = "GET /api/v1/live";

function runningRoutes(): string[] {
  const { paths } = server().app.swagger() as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

async function statusesOf(row: Row): Promise<Row["expected"]> {
  const [method = ""] = row.route.split(" ");
  const statuses: [string, number][] = [];
  for (const actor of ACTORS) {
    const client = row.fresh ? await campus.freshClient(actor) : campus.clientOf(actor);
    const { path, body } = await row.call(campus);
    const answer = await client.call(method, path, { body, headers: campus.headersOf(actor) });
    statuses.push([actor, answer.status]);
    if (answer.status >= 400)
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  }
  return Object.fromEntries(statuses) as Row["expected"];
}

describe("[F38] who may call what", () => {
  it("every route of the running server is in the matrix, and no other", () => {
    const declared = new Set([...MATRIX.map(({ route }) => route), LIVE]);
    expect(new Set(runningRoutes())).toEqual(declared);
  });

  it.each(MATRIX.map((row) => [`${row.route}${row.on ? `, ${row.on}` : ""}`, row] as const))(
    "%s",
    async (_name, row) => {
      expect(await statusesOf(row)).toEqual(row.expected);
    },
  );

  it("GET /api/v1/live is open to everyone", async () => {
    const stream = await LiveStream.open(server());
    await stream.until(({ events }) => events.length > 0);
    expect(stream.events[0]?.event).toBe("snapshot");
    await stream.close();
  });
});

describe("[F39] pages of other sites", () => {
  const changing = () => runningRoutes().filter((route) => !route.startsWith("GET "));
  const pathOf = (route: string) =>
    (route.split(" ")[1] ?? "").replace("{*}", "goal").replace(/\{\w+\}/g, unknownId);

  it.each([
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ])("change nothing here: %j is refused on every route, whoever is signed in", async (headers) => {
    for (const route of changing()) {
      const [method = ""] = route.split(" ");
      for (const actor of ["anonymous", "admin"] as const) {
        const answer = await campus
          .clientOf(actor)
          .call(method, pathOf(route), { body: {}, headers: { ...headers } });
        expect([route, answer.status, answer.body.code]).toEqual([route, 403, "foreign_origin"]);
      }
    }
  });

  it("our own pages may", async () => {
    const headers = { origin: server().url, "sec-fetch-site": "same-origin" };
    const answer = await campus.A.patch("/api/v1/me", { locale: "fr" }, headers);
    expect(answer.status).toBe(200);
  });
});
