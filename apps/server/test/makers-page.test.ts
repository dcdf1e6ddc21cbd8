import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { ERRORS } from "@babyfoot/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { signInAs } from "./client.ts";
import { ADMIN, useServer } from "./server.ts";

const PAGE = readFileSync(new URL("../../../docs/makers/README.md", import.meta.url), "utf8");

/** The commands of the page with the answers that it promises. */
const LESSONS = [...PAGE.matchAll(/```sh\n(.*?)```\s+```json\n(.*?)```/gs)].map(
  ([, command = "", answer = ""]) => ({ command, answer: JSON.parse(answer) as unknown }),
);
/** The boards' requests in the page's table. */
const BOARD_ROWS = [
  ...PAGE.matchAll(/\| `(POST|PATCH) ([^`]+)`[^|]*\| (?:`([^`]+)`|nothing)/g),
].map(([, method = "", path = "", body = ""]) => ({
  method,
  path: path.replace("<any>", "7"),
  body,
}));
const CODES = [...PAGE.matchAll(/^\| (\d{3}) \| `(\w+)`/gm)].map(([, status, code = ""]) => ({
  status: Number(status),
  code,
}));

/** What the page leaves open (`…`) may be any text. */
function asPromised(promise: unknown): unknown {
  if (promise === "…") return expect.any(String);
  if (Array.isArray(promise)) return promise.map(asPromised);
  if (typeof promise !== "object" || promise === null) return promise;
  return Object.fromEntries(
    Object.entries(promise).map(([key, value]) => [key, asPromised(value)]),
  );
}

const server = useServer();
let variables: Record<string, string> = {};
const tables = { native: "", board: "" };

beforeAll(async () => {
  const admin = await signInAs(server(), ADMIN);
  const venues = await admin.get("/api/v1/venues");
  const venueId = venues.body.items[0].id;
  const device = async (kind: "native" | "board", code: string) => {
    const table = await admin.post("/api/v1/tables", { code, name: code, venueId });
    tables[kind] = table.body.id;
    const name = "A maker's";
    return (await admin.post("/api/v1/devices", { tableId: table.body.id, name, kind })).body;
  };
  const native = await device("native", "T01");
  const board = await device("board", "T02");
  variables = { BABYFOOT: server().url, TOKEN: native.token, BOARD_URL: board.url };
});

async function scoreAt(tableId: string): Promise<string> {
  const response = await fetch(`${server().url}/api/v1/tables/${tableId}`);
  const { currentMatch } = (await response.json()) as {
    currentMatch: { scoreRed: number; scoreBlue: number };
  };
  return `${currentMatch.scoreRed}–${currentMatch.scoreBlue}`;
}

describe("the makers' page", () => {
  it("has commands that answer what it says, one after the other", async () => {
    expect(LESSONS.length).toBeGreaterThanOrEqual(7);
    for (const { command, answer } of LESSONS) {
      const env = { ...variables, PATH: process.env.PATH };
      const { stdout } = await promisify(execFile)("bash", ["-c", command], { env });
      expect(JSON.parse(stdout), command).toEqual(asPromised(answer));
    }
    expect(await scoreAt(tables.native)).toBe("2–1");
    expect(await scoreAt(tables.board)).toBe("3–2");
  });

  it("names nothing to fill in that its commands do not use", () => {
    const named = [...PAGE.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(variables)));
  });

  it("shows requests of boards as the server takes them", async () => {
    expect(BOARD_ROWS.length).toBe(8);
    for (const { method, path, body } of BOARD_ROWS) {
      const form = "application/x-www-form-urlencoded";
      const type = body.startsWith("{") ? "application/json" : form;
      const headers = body === "" ? {} : { "content-type": type };
      const url = `${variables.BOARD_URL}${path}`;
      const response = await fetch(url, { method, headers, ...(body !== "" && { body }) });
      expect(response.status, `${method} ${path} ${body}`).toBe(200);
    }
  });

  it("lists answers with the codes that they have", () => {
    expect(CODES.length).toBeGreaterThan(10);
    for (const { status, code } of CODES)
      expect(ERRORS[code as keyof typeof ERRORS]?.[0], code).toBe(status);
  });
});
