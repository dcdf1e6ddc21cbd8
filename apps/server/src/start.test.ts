import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase } from "../test/database.ts";
import { readSettings } from "./config.ts";
import { explainFailure } from "./lifecycle.ts";
import { startBabyfoot } from "./start.ts";

let dataDir = "";
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-start-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = (environment: Record<string, string>) =>
  startBabyfoot(
    readSettings({
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
      ...environment,
    }),
    () => undefined,
  );

async function itemsOf(url: string, what: string): Promise<{ id: string }[]> {
  const answer = await fetch(`${url}/api/v1/${what}?limit=200`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items;
}

describe("starting", () => {
  it("the demo campus has eight tables, players and a history, and a second start keeps it", async () => {
    const { url: DATABASE_URL, drop } = await cloneDatabase();
    const first = await start({ DATABASE_URL, DEMO: "on" });
    const tables = await itemsOf(first.local, "tables");
    const matches = await itemsOf(first.local, "matches");
    expect(tables).toHaveLength(8);
    expect(matches.length).toBeGreaterThan(100);
    expect(first.boards).toHaveLength(8);
    const cards = first.boards.flatMap((board) => board.cards ?? []);
    expect(cards).toHaveLength(6);
    const signIn = await fetch(`${first.local}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(first.admin),
    });
    expect(signIn.status).toBe(200);
    await first.stop();
    const second = await start({ DATABASE_URL, DEMO: "on" });
    expect((await itemsOf(second.local, "tables")).map(({ id }) => id)).toEqual(
      tables.map(({ id }) => id),
    );
    expect(await itemsOf(second.local, "matches")).toHaveLength(matches.length);
    expect(second.admin).toEqual(first.admin);
    expect(second.boards.flatMap((board) => board.cards ?? [])).toEqual(cards);
    await second.stop();
    await drop();
  });

  it("without the demo there is the first venue and nothing else", async () => {
    const { url: DATABASE_URL, drop } = await cloneDatabase();
    const running = await start({ DATABASE_URL });
    expect(await itemsOf(running.local, "venues")).toHaveLength(1);
    expect(await itemsOf(running.local, "tables")).toEqual([]);
    expect(running.boards).toEqual([]);
    await running.stop();
    await drop();
  });

  it("a taken port is one clear sentence, and nothing is left running", async () => {
    const { url: DATABASE_URL, drop } = await cloneDatabase();
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const failure = await start({ DATABASE_URL, PORT: String(port) }).then(
      () => "it has started",
      explainFailure,
    );
    expect(failure).toBe(`Port ${port} is taken; set PORT to another one.`);
    other.close();
    await drop();
  });

  it("a database that does not answer is one clear sentence", async () => {
    const failure = await start({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }).then(
      () => "it has started",
      explainFailure,
    );
    expect(failure).toBe("The database of DATABASE_URL does not answer.");
  });
});
