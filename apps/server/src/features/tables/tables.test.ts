import { describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents } from "../../../test/campus.ts";
import { Client, codeOf, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { LiveStream } from "../../../test/sse.ts";

const server = useServer();
const unknown = "0193a9b0-0000-7000-8000-000000000000";

async function campus() {
  const admin = await asAdmin(server());
  const table = await newTable(admin);
  return { admin, table, path: `/api/v1/tables/${table.id}`, anyone: new Client(server()) };
}

describe("tables", () => {
  it("[T1] a new table is free, has no sensor, and is seen by everyone", async () => {
    const { table, path, anyone } = await campus();
    const { status, body } = await anyone.get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: table.id,
      code: table.code,
      status: "free",
      sensor: "none",
      currentMatch: null,
      nextReservation: null,
      seats: [],
      waiting: 0,
      openFaults: [],
    });
    expect(codeOf(await anyone.get(`/api/v1/tables/${unknown}`))).toEqual([404, "not_found"]);
    expect(codeOf(await anyone.get("/api/v1/tables/T05"))).toEqual([400, "invalid_input"]);
  });

  it("[T2] a code is taken once, in capitals or not, even when ten ask for it at once", async () => {
    const { admin, table } = await campus();
    const add = (code: string) =>
      admin.post("/api/v1/tables", { code, name: "Again", venueId: table.venueId });
    expect(codeOf(await add(table.code.toLowerCase()))).toEqual([409, "code_taken"]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => add("RACE")));
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array(9).fill(409)]);
    expect(codeOf(await admin.patch(`/api/v1/tables/${table.id}`, { code: "race" }))).toEqual([
      409,
      "code_taken",
    ]);
  });

  it.each([
    [{ code: "T 05" }, "/code"],
    [{ code: "" }, "/code"],
    [{ name: " " }, "/name"],
    [{ name: "a\u0007b" }, "/name"],
    [{ venueId: unknown }, "/venueId"],
    [{ bounceMs: 10_001 }, "/bounceMs"],
  ])("[T2] %j is refused by name", async (wrong, path) => {
    const { admin, table } = await campus();
    const good = { code: "GOOD", name: "Good", venueId: table.venueId };
    const answer = await admin.post("/api/v1/tables", { ...good, ...wrong });
    expect(codeOf(answer)).toEqual([400, "invalid_input"]);
    expect(answer.body.errors).toMatchObject([{ path }]);
  });

  it("[T3] a change is refused to who has read an older version", async () => {
    const { admin, path } = await campus();
    const read = await admin.get(path);
    const etag = read.headers.get("etag") ?? "";
    expect(etag).toBe(`"${read.body.version}"`);
    const first = await admin.patch(path, { location: "Hall" }, { "if-match": etag });
    expect(first.body.location).toBe("Hall");
    expect(first.headers.get("etag")).toBe(`"${first.body.version}"`);
    const late = await admin.patch(path, { location: "Yard" }, { "if-match": etag });
    expect(codeOf(late)).toEqual([412, "stale"]);
    expect(codeOf(await admin.delete(path, { "if-match": etag }))).toEqual([412, "stale"]);
    expect((await admin.patch(path, { location: null }, { "if-match": "*" })).status).toBe(200);
    expect((await admin.get(path)).body.location).toBeNull();
    expect(codeOf(await admin.patch(path, {}, { "if-match": "junk" }))).toEqual([412, "stale"]);
  });

  it("[T3] of ten who change the version they have all read, one succeeds", async () => {
    const { admin, path } = await campus();
    const etag = (await admin.get(path)).headers.get("etag") ?? "";
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        admin.patch(path, { location: `Hall ${n}` }, { "if-match": etag }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  it("[T4] one without history is removed, and its code is free again", async () => {
    const { admin, table, path, anyone } = await campus();
    const device = await newDevice(admin, table.id);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await anyone.get(path)).status).toBe(404);
    const event = { seq: 1, type: "goal", side: "red", uptimeMs: 1 };
    expect((await sendEvents(anyone, device, { events: [event] })).status).toBe(401);
    const again = { code: table.code, name: "Again", venueId: table.venueId };
    expect((await admin.post("/api/v1/tables", again)).status).toBe(201);
  });

  it("[T4] one on which was played is retired: it leaves the list, keeps its matches, and comes back", async () => {
    const { admin, table, path, anyone } = await campus();
    const device = await newDevice(admin, table.id);
    const match = (await admin.post("/api/v1/matches", { tableId: table.id })).body;
    expect(codeOf(await admin.delete(path))).toEqual([409, "match_running"]);
    expect(codeOf(await admin.patch(path, { retired: true }))).toEqual([409, "match_running"]);
    await admin.post(`/api/v1/matches/${match.id}/finish`);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await anyone.get(path)).body.status).toBe("retired");
    const listed = (await anyone.get("/api/v1/tables?limit=200")).body.items;
    expect(listed.map(({ id }: { id: string }) => id)).not.toContain(table.id);
    const retired = (await anyone.get("/api/v1/tables?status=retired&limit=200")).body.items;
    expect(retired.map(({ id }: { id: string }) => id)).toContain(table.id);
    expect((await anyone.get(`/api/v1/matches/${match.id}`)).status).toBe(200);
    const event = { seq: 1, type: "goal", side: "red", uptimeMs: 1 };
    expect((await sendEvents(anyone, device, { events: [event] })).status).toBe(401);
    const start = await admin.post("/api/v1/matches", { tableId: table.id });
    expect(codeOf(start)).toEqual([422, "table_unavailable"]);
    const code = { code: table.code, name: "Heir", venueId: table.venueId };
    expect((await admin.post("/api/v1/tables", code)).status).toBe(201);
    expect(codeOf(await admin.patch(path, { retired: false }))).toEqual([409, "code_taken"]);
    const back = await admin.patch(path, { retired: false, code: `B${table.code}` });
    expect(back.body.status).toBe("free");
  });

  it("[T4] a table is never retired under a match that begins at the same moment", async () => {
    const { admin } = await campus();
    for (let round = 0; round < 8; round += 1) {
      const { id } = await newTable(admin);
      const [start, retire] = await Promise.all([
        admin.post("/api/v1/matches", { tableId: id }),
        admin.patch(`/api/v1/tables/${id}`, { retired: true }),
      ]);
      const won = [start.status, retire.status];
      expect([
        [201, 409],
        [422, 200],
      ]).toContainEqual(won);
    }
  });

  it("[T5] a table whose device was heard of and is silent is offline; one being set up is not", async () => {
    const { admin, table, path, anyone } = await campus();
    const device = await newDevice(admin, table.id);
    expect((await anyone.get(path)).body).toMatchObject({ status: "free", sensor: "none" });
    const health = { seq: 1, type: "health", batteryPercent: 80, uptimeMs: 1 };
    await sendEvents(anyone, device, { events: [health] });
    expect((await anyone.get(path)).body).toMatchObject({ status: "free", sensor: "ok" });
    await server()
      .database.db.updateTable("devices")
      .set({ online: false })
      .where("id", "=", device.id)
      .execute();
    expect((await anyone.get(path)).body).toMatchObject({ status: "offline", sensor: "offline" });
  });

  it("[T6] the list comes page by page, by code, and stays whole while tables are added", async () => {
    const { admin, table, anyone } = await campus();
    const ask = async (cursor?: string) =>
      (await anyone.get(`/api/v1/tables?limit=3${cursor ? `&cursor=${cursor}` : ""}`)).body;
    const expected = (await anyone.get("/api/v1/tables?limit=200")).body.items;
    const first = await ask();
    expect(first.items).toHaveLength(3);
    const added = await admin.post("/api/v1/tables", {
      code: "0-FIRST",
      name: "First",
      venueId: table.venueId,
    });
    const seen = [...first.items];
    for (let next = first.nextCursor; next !== null; ) {
      const page = await ask(next);
      seen.push(...page.items);
      next = page.nextCursor;
    }
    const ids = (items: { id: string }[]) => items.map(({ id }) => id);
    expect(ids(seen)).toEqual(ids(expected));
    await admin.delete(`/api/v1/tables/${added.body.id}`);
  });

  it.each(["limit=0", "limit=201", "limit=ten", "cursor=nonsense", "status=broken", "venueId=1"])(
    "[T6] ?%s is refused by name",
    async (query) => {
      const answer = await new Client(server()).get(`/api/v1/tables?${query}`);
      expect(codeOf(answer)).toEqual([400, "invalid_input"]);
      expect(answer.body.errors[0].path).toBe(`/${query.split("=")[0]}`);
    },
  );
});

describe("faults", () => {
  it("[T7] a player reports one; staff say that it blocks, and resolve it; everybody watching is told", async () => {
    const { admin, table, path } = await campus();
    const player = await newPlayer(server(), "Reporter");
    const stream = await LiveStream.open(server(), { query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length === 1);
    const report = { kind: "lost_ball", description: "Under the radiator" };
    const made = await player.post(`${path}/faults`, report);
    expect(made.body).toMatchObject({ ...report, blocking: false, resolvedAt: null });
    expect((await player.get(path)).body).toMatchObject({
      status: "free",
      openFaults: [{ kind: "lost_ball", blocking: false }],
    });
    const fault = `/api/v1/faults/${made.body.id}`;
    await admin.patch(fault, { blocking: true });
    expect((await player.get(path)).body.status).toBe("maintenance");
    const resolved = await admin.patch(fault, { resolved: true, resolution: "Found" });
    expect(resolved.body).toMatchObject({ resolution: "Found" });
    expect(resolved.body.resolvedAt).not.toBeNull();
    await stream.until(({ deltas }) => deltas.length === 3);
    const statuses = stream.deltas.map(({ data }) => "table" in data && data.table.status);
    expect(statuses).toEqual(["free", "maintenance", "free"]);
    await stream.close();
  });

  it("[T7] players may not say that it blocks, nor anything of a table that is not there", async () => {
    const { path } = await campus();
    const player = await newPlayer(server());
    const blocking = await player.post(`${path}/faults`, { kind: "other", blocking: true });
    expect(codeOf(blocking)).toEqual([403, "forbidden"]);
    const nowhere = `/api/v1/tables/${unknown}/faults`;
    expect((await player.post(nowhere, { kind: "other" })).status).toBe(404);
    expect((await player.get(nowhere)).status).toBe(404);
    const kind = await player.post(`${path}/faults`, { kind: "boredom" });
    expect(codeOf(kind)).toEqual([400, "invalid_input"]);
  });

  it("[T8] of two who resolve one at once, one does; a stale change is refused", async () => {
    const { admin, path } = await campus();
    const made = await admin.post(`${path}/faults`, { kind: "sensor" });
    const fault = `/api/v1/faults/${made.body.id}`;
    const read = (await admin.get(fault)).headers.get("etag") ?? "";
    expect(read).toBe(made.headers.get("etag"));
    await admin.patch(fault, { blocking: true });
    const stale = await admin.patch(fault, { blocking: false }, { "if-match": read });
    expect(codeOf(stale)).toEqual([412, "stale"]);
    const resolve = () => admin.patch(fault, { resolved: true });
    const answers = await Promise.all([resolve(), resolve()]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect(codeOf(await admin.patch(`/api/v1/faults/${unknown}`, {}))).toEqual([404, "not_found"]);
  });

  it("[T8] the list is newest first, page by page, and stays whole while faults come in", async () => {
    const { admin, path } = await campus();
    const report = async () => (await admin.post(`${path}/faults`, { kind: "other" })).body.id;
    const made = [await report(), await report(), await report(), await report(), await report()];
    const first = (await admin.get(`${path}/faults?limit=2`)).body;
    await report();
    const second = (await admin.get(`${path}/faults?limit=2&cursor=${first.nextCursor}`)).body;
    const third = (await admin.get(`${path}/faults?limit=2&cursor=${second.nextCursor}`)).body;
    const ids = [first, second, third].flatMap(({ items }) =>
      items.map(({ id }: { id: string }) => id),
    );
    expect(ids).toEqual(made.reverse());
    expect(third.nextCursor).toBeNull();
    await admin.patch(`/api/v1/faults/${made[0]}`, { resolved: true });
    const open = (await admin.get(`${path}/faults?open=true`)).body.items;
    expect(open).toHaveLength(5);
    expect((await admin.get(`${path}/faults?open=false`)).body.items).toHaveLength(1);
  });
});
