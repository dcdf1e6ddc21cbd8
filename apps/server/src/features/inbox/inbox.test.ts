import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, newPlayer } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { newId } from "../../platform/ids.ts";

const SOON = { timeout: 10_000 };

describe("the inbox", () => {
  let server: TestServer;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-inbox-"));
    server = await startServer({ environment: { DATA_DIR: dataDir } });
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  const write = (userId: string, subjects: string[]) =>
    server.database.db
      .insertInto("inbox_messages")
      .values(subjects.map((subject) => ({ id: newId(), user_id: userId, subject, body: "Text" })))
      .execute();
  const subjects = (answer: { body: { items: { subject: string }[] } }) =>
    answer.body.items.map(({ subject }) => subject);

  it("[R20] without SMTP a reset link is in the inbox, and works", async () => {
    const client = await newPlayer(server);
    const { email } = (await client.get("/api/v1/me")).body;
    await client.post("/api/auth/request-password-reset", { email });
    await expect
      .poll(async () => subjects(await client.get("/api/v1/me/inbox")), SOON)
      .toEqual(["Choisis un nouveau mot de passe"]);
    const [message] = (await client.get("/api/v1/me/inbox")).body.items;
    expect(message).toMatchObject({ readAt: null });
    expect(message.text).toContain(message.link);
    const token = new URL(message.link).searchParams.get("token");
    const body = { token, newPassword: "another long password" };
    expect((await new Client(server).post("/api/auth/reset-password", body)).status).toBe(200);
  });

  it("shows the newest first, page by page", async () => {
    const client = await newPlayer(server);
    // Written in one statement, they share their instant: the page still ends between two of them.
    await write(client.id, ["1", "2", "3"]);
    await write(client.id, ["4"]);
    const all = subjects(await client.get("/api/v1/me/inbox"));
    expect(all).toEqual(["4", "3", "2", "1"]);
    const first = await client.get("/api/v1/me/inbox?limit=2");
    const rest = await client.get(`/api/v1/me/inbox?limit=2&cursor=${first.body.nextCursor}`);
    expect([...subjects(first), ...subjects(rest)]).toEqual(all);
    expect(rest.body.nextCursor).toBeNull();
  });

  it("remembers when a message was first read", async () => {
    const client = await newPlayer(server);
    await write(client.id, ["Read me"]);
    const [{ id }] = (await client.get("/api/v1/me/inbox")).body.items;
    const first = await client.post(`/api/v1/me/inbox/${id}/read`);
    expect(first.body.readAt).toMatch(/Z$/);
    const again = await client.post(`/api/v1/me/inbox/${id}/read`);
    expect(again.body.readAt).toBe(first.body.readAt);
  });

  it("is nobody else's to read", async () => {
    const owner = await newPlayer(server);
    const other = await newPlayer(server);
    await write(owner.id, ["Private"]);
    const [{ id }] = (await owner.get("/api/v1/me/inbox")).body.items;
    expect(subjects(await other.get("/api/v1/me/inbox"))).toEqual([]);
    expect((await other.post(`/api/v1/me/inbox/${id}/read`)).status).toBe(404);
    expect((await owner.get("/api/v1/me/inbox")).body.items[0].readAt).toBeNull();
  });
});
