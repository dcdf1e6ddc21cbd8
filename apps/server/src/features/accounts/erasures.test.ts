import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";
import { cloneDatabase } from "../../../test/database.ts";
import { startServer, type TestServer } from "../../../test/server.ts";

const SOON = { timeout: 15_000 };
let folder: string;
let journal: string;
let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let server: TestServer;
const start = () =>
  startServer({ databaseUrl: clone.url, environment: { ERASURE_JOURNAL: journal } });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-journal-"));
  journal = path.join(folder, "erasures");
  clone = await cloneDatabase();
});
afterAll(async () => {
  await clone.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  server = await start();
});
afterEach(() => server.close());

const entries = () => readdir(journal);
const rowsOf = async (text: string) => (await server.database.query({ text })).rows;
const isErased = async (id: string) =>
  (await rowsOf(`select erased_at is not null as erased from players where id = '${id}'`))[0]
    ?.erased;

describe("the journal of erasures", () => {
  it("[B13] has whoever was told that they are erased, and nothing waits to be written", async () => {
    const client = await newPlayer(server, "Leaves");
    expect((await client.call("DELETE", "/api/v1/me")).status).toBe(204);
    expect(await entries()).toContain(client.id);
    expect(await rowsOf("select * from unjournalled_erasures")).toEqual([]);
  });

  it("[B13] that cannot be written lets nobody be erased, and works again by itself", async () => {
    const client = await newPlayer(server, "Tries");
    await rename(journal, `${journal}-away`);
    await writeFile(journal, "a file where the folder was");
    const refused = await client.call("DELETE", "/api/v1/me");
    expect([refused.status, refused.body.code]).toEqual([503, "unavailable"]);
    expect(await isErased(client.id)).toBe(false);
    expect((await client.get("/api/v1/me")).status).toBe(200);
    await rm(journal);
    await rename(`${journal}-away`, journal);
    expect((await client.call("DELETE", "/api/v1/me")).status).toBe(204);
  });

  it("[B13] gets from the worker what a process did not live to write", async () => {
    const client = await newPlayer(server, "Crashes");
    // As a process leaves it that is gone between its commit and the journal.
    await rowsOf(`delete from users where id = '${client.id}'`);
    expect(await rowsOf("select player_id from unjournalled_erasures")).toEqual([
      { player_id: client.id },
    ]);
    await vi.waitFor(async () => expect(await entries()).toContain(client.id), SOON);
    await vi.waitFor(
      async () => expect(await rowsOf("select * from unjournalled_erasures")).toEqual([]),
      SOON,
    );
  });
});

describe("a server that starts", () => {
  it("[B14] erases again whom a restore brought back, before it answers, and changes nothing the second time", async () => {
    const [back, stays] = [await newPlayer(server, "Comes Back"), await newPlayer(server, "Stays")];
    await server.close();
    await writeFile(path.join(journal, back.id), "2026-11-26T12:00:00.000Z\n");
    server = await start();
    expect(await isErased(back.id)).toBe(true);
    expect(await isErased(stays.id)).toBe(false);
    const versions = () => rowsOf("select id, version from players order by id");
    const before = await versions();
    await server.close();
    server = await start();
    expect(await versions()).toEqual(before);
  });

  it("[B14] writes into an empty journal whoever is erased", async () => {
    const client = await newPlayer(server, "Erased Before");
    await client.call("DELETE", "/api/v1/me");
    await server.close();
    await rm(journal, { recursive: true });
    await mkdir(journal);
    server = await start();
    expect(await entries()).toContain(client.id);
  });

  it("[B15] keeps the last administrator, who is erased once there is another", async () => {
    const admin = await asAdmin(server);
    const { id } = (await admin.get("/api/v1/me")).body;
    await server.close();
    await writeFile(path.join(journal, id), "2026-11-26T12:00:00.000Z\n");
    server = await start();
    expect(await isErased(id)).toBe(false);
    const heir = await newPlayer(server, "Next Admin");
    await rowsOf(`update users set role = 'admin' where id = '${heir.id}'`);
    await server.close();
    server = await start();
    expect(await isErased(id)).toBe(true);
  });
});
