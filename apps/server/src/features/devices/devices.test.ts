import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents, type TestDevice } from "../../../test/campus.ts";
import { type Answer, Client, codeOf } from "../../../test/client.ts";
import { startServer, useServer } from "../../../test/server.ts";

const server = useServer();
const unknown = "0193a9b0-0000-7000-8000-000000000000";
let seq = 0;

async function campus() {
  const admin = await asAdmin(server());
  return { admin, table: await newTable(admin), anyone: new Client(server()) };
}

function goalFrom(device: TestDevice): Promise<Answer> {
  seq += 1;
  const event = { seq, type: "goal", side: "red", uptimeMs: seq * 1_000 };
  return sendEvents(new Client(server()), device, {
    bootId: `boot ${seq}`.replace(" ", "-"),
    events: [event],
  });
}

describe("devices", () => {
  it("[T9] the secret is shown once, and only its hash is kept", async () => {
    const { admin, table } = await campus();
    const body = { tableId: table.id, name: "Sensor", kind: "native" };
    const made = await admin.post("/api/v1/devices", body);
    expect(made.status).toBe(201);
    expect(made.headers.get("cache-control")).toBe("no-store");
    expect(made.body).toMatchObject({ ...body, tableCode: table.code, online: false });
    expect(made.body.token).toMatch(/^dev_[\w-]{43}$/);
    expect(made.body.url).toBeUndefined();
    for (const path of [`/api/v1/devices/${made.body.id}`, "/api/v1/devices?limit=200"])
      expect(JSON.stringify((await admin.get(path)).body)).not.toContain(made.body.token);
    const { token_hash } = await server()
      .database.db.selectFrom("devices")
      .select("token_hash")
      .where("id", "=", made.body.id)
      .executeTakeFirstOrThrow();
    expect(token_hash).toEqual(createHash("sha256").update(made.body.token).digest());
  });

  it("[T9] a board gets a secret address to which it adds its path, at the public address if there is one", async () => {
    const { admin, table, anyone } = await campus();
    const board = await newDevice(admin, table.id, "board");
    expect(board.url).toBe(`${server().url}/api/v1/device/board/${board.token}`);
    const path = new URL(board.url).pathname;
    const goal = await anyone.post(`${path}/goal`, { team: "red" });
    expect(goal.body).toMatchObject({ ok: true, scoreRed: 1 });
    const behind = await startServer({
      environment: { PUBLIC_URL: "https://babyfoot.example/" },
      databaseUrl: server().databaseUrl,
    });
    // The session is a cookie for https only, which this client does not mind.
    const there = await newDevice(await asAdmin(behind), table.id, "board");
    expect(there.url).toBe(`https://babyfoot.example/api/v1/device/board/${there.token}`);
    await behind.close();
  });

  it("[T10] a new secret ends the old one at once", async () => {
    const { admin, table } = await campus();
    const device = await newDevice(admin, table.id);
    expect((await goalFrom(device)).status).toBe(200);
    const turned = await admin.post(`/api/v1/devices/${device.id}/token`);
    expect(turned.status).toBe(201);
    expect(turned.body.token).not.toBe(device.token);
    expect(codeOf(await goalFrom(device))).toEqual([401, "unknown_token"]);
    expect((await goalFrom({ ...device, token: turned.body.token })).status).toBe(200);
  });

  it("[T10] a revoked one is refused at once, leaves the list, and what it has sent stays", async () => {
    const { admin, table, anyone } = await campus();
    const device = await newDevice(admin, table.id);
    await goalFrom(device);
    const path = `/api/v1/devices/${device.id}`;
    expect((await admin.delete(path)).status).toBe(204);
    expect(codeOf(await goalFrom(device))).toEqual([401, "unknown_token"]);
    const ids = async (query: string) =>
      (await admin.get(`/api/v1/devices?tableId=${table.id}${query}`)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids("")).toEqual([]);
    expect(await ids("&revoked=true")).toEqual([device.id]);
    expect((await anyone.get(`/api/v1/tables/${table.id}`)).body.currentMatch.scoreRed).toBe(1);
    expect((await admin.delete(path)).status).toBe(404);
    expect((await admin.patch(path, { name: "Back" })).status).toBe(404);
    expect((await admin.post(`${path}/token`)).status).toBe(404);
    expect((await admin.post(`${path}/test-goal`, { side: "red" })).status).toBe(404);
  });

  it("[T11] moved to another table, its goals count there", async () => {
    const { admin, table, anyone } = await campus();
    const other = await newTable(admin);
    const device = await newDevice(admin, table.id);
    await goalFrom(device);
    const moved = await admin.patch(`/api/v1/devices/${device.id}`, { tableId: other.id });
    expect(moved.body).toMatchObject({ tableId: other.id, tableCode: other.code });
    await goalFrom(device);
    const scores = await Promise.all(
      [table, other].map(async ({ id }) => {
        const { body } = await anyone.get(`/api/v1/tables/${id}`);
        return body.currentMatch.scoreRed;
      }),
    );
    expect(scores).toEqual([1, 1]);
    const nowhere = await admin.patch(`/api/v1/devices/${device.id}`, { tableId: unknown });
    expect(codeOf(nowhere)).toEqual([404, "not_found"]);
  });

  it("[T11] none is added to a table that is unknown or retired", async () => {
    const { admin, table } = await campus();
    await admin.patch(`/api/v1/tables/${table.id}`, { retired: true });
    for (const tableId of [unknown, table.id]) {
      const body = { tableId, name: "Lost", kind: "native" };
      expect(codeOf(await admin.post("/api/v1/devices", body))).toEqual([404, "not_found"]);
    }
  });

  it("[T3] a change is refused to who has read an older version", async () => {
    const { admin, table } = await campus();
    const device = await newDevice(admin, table.id);
    const path = `/api/v1/devices/${device.id}`;
    const etag = (await admin.get(path)).headers.get("etag") ?? "";
    const first = await admin.patch(path, { name: "One" }, { "if-match": etag });
    expect(first.body.name).toBe("One");
    const late = await admin.patch(path, { name: "Two" }, { "if-match": etag });
    expect(codeOf(late)).toEqual([412, "stale"]);
    expect(codeOf(await admin.delete(path, { "if-match": etag }))).toEqual([412, "stale"]);
  });

  it("[T6] the list is newest first and stays whole while devices are added", async () => {
    const { admin, table } = await campus();
    const add = async () => (await newDevice(admin, table.id)).id;
    const made = [await add(), await add(), await add()];
    const base = `/api/v1/devices?tableId=${table.id}&limit=2`;
    const first = (await admin.get(base)).body;
    await add();
    const second = (await admin.get(`${base}&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(made.reverse());
    expect(second.nextCursor).toBeNull();
  });

  it("[T12] a test goal counts at its table, and staff undo it", async () => {
    const { admin, table, anyone } = await campus();
    const device = await newDevice(admin, table.id);
    const goal = await admin.post(`/api/v1/devices/${device.id}/test-goal`, { side: "blue" });
    expect(goal.status).toBe(201);
    const { currentMatch } = (await anyone.get(`/api/v1/tables/${table.id}`)).body;
    expect(currentMatch).toMatchObject({ id: goal.body.matchId, scoreBlue: 1 });
    const undone = await admin.post(`/api/v1/matches/${goal.body.matchId}/corrections`, {});
    expect(undone.body.scoreBlue).toBe(0);
    const wrong = await admin.post(`/api/v1/devices/${device.id}/test-goal`, { side: "green" });
    expect(codeOf(wrong)).toEqual([400, "invalid_input"]);
  });
});
