import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { asAdmin } from "../../test/campus.ts";
import { pastGames } from "../../test/past-games.ts";
import { useServer } from "../../test/server.ts";
import { readSettings } from "../config.ts";
import { startForTest, temporaryFolder } from "../platform/embedded-postgres/testing.ts";
import { migrate } from "../platform/migrations.ts";
import { analystCommand } from "./analyst-command.ts";
import { exportCommand } from "./export-command.ts";

const server = useServer();
let said: string[];
let complained: string[];
beforeEach(() => {
  said = [];
  complained = [];
});
const terminal = (environment: Record<string, string>) => ({
  settings: readSettings({ DATABASE_URL: server().databaseUrl, ...environment }),
  say: (line: string) => void said.push(line),
  complain: (line: string) => void complained.push(line),
});
const addressSaid = () => said.find((line) => line.includes("postgresql://"))?.trim() ?? "";

async function ask(connectionString: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe("npm run analyst", () => {
  const name = `zoe_${process.pid}`;

  it("[X45] makes a login and prints a line that connects, lists it and takes it away", async () => {
    expect(await analystCommand(["create", name], terminal({}))).toBe(0);
    expect(await ask(addressSaid(), "select count(*)::int as n from games")).toEqual([{ n: 0 }]);
    said = [];
    expect(await analystCommand(["list"], terminal({}))).toBe(0);
    expect(said).toContain(name);
    expect(await analystCommand(["remove", name], terminal({}))).toBe(0);
    expect(await analystCommand(["remove", name], terminal({}))).toBe(1);
    expect(complained).toEqual([`There is no analyst "${name}".`]);
    expect(await analystCommand([], terminal({}))).toBe(2);
  });

  it("[X45] finds the embedded database that runs, by its socket or on the port opened for analysts", async () => {
    const dataDir = temporaryFolder();
    const embedded = await startForTest({ dataDir });
    await migrate(embedded.connection);
    const settings = { DATABASE_URL: "", DATA_DIR: dataDir };
    expect(await analystCommand(["create", "zoe"], terminal(settings))).toBe(0);
    expect(said.join("\n")).toContain("ANALYST_PORT");
    expect(await ask(addressSaid(), "select current_user")).toEqual([{ current_user: "zoe" }]);
    await embedded.stop();
    expect(await analystCommand(["create", "zoe"], terminal(settings))).toBe(1);
    expect(complained[0]).toContain("start Babyfoot first");
  });
});

describe("npm run export", () => {
  beforeAll(async () => {
    const { id } = (await (await asAdmin(server())).get("/api/v1/venues")).body.items[0];
    const days = ["2025-04-23", "2025-04-24"];
    const games = days.map((day, index) => ({ code: `G${index}`, day, lines: [] }));
    await pastGames(server().database.db, id, games);
  });

  it("[X31] exports what has changed, or a day asked for, and says what it did", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-export-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const target = { EXPORT_URL: `file:${folder}` };
    expect(await exportCommand([], terminal(target))).toBe(0);
    expect(said[0]).toContain("2 days written (2 games, 0 lines");
    expect(await readdir(path.join(folder, "games"))).toHaveLength(2);
    expect(await exportCommand(["2025-04-23"], terminal(target))).toBe(0);
    expect(said[1]).toContain("1 days written (1 games");
  });

  it("[X31] says what is missing or wrong", async () => {
    expect(await exportCommand(["yesterday"], terminal({}))).toBe(2);
    expect(await exportCommand([], terminal({}))).toBe(1);
    expect(complained[1]).toContain("Set EXPORT_URL");
    const nowhere = { EXPORT_URL: "file:/dev/null/nowhere" };
    expect(await exportCommand(["2025-04-23"], terminal(nowhere))).toBe(1);
    expect(complained[2]).toMatch(/^The export failed: (ENOTDIR|EEXIST)/);
  });
});
