import { describe, expect, it } from "vitest";
import { asAdmin, newTable } from "../../../test/campus.ts";
import { Client, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";

const server = useServer();
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe("the list of matches", () => {
  it("is newest first, page by page, and stays whole while matches begin", async () => {
    const admin = await asAdmin(server());
    const { id: tableId } = await newTable(admin);
    const play = async () => {
      const { id } = (await admin.post("/api/v1/matches", { tableId })).body;
      await admin.post(`/api/v1/matches/${id}/finish`);
      return id;
    };
    const made = [await play(), await play(), await play()];
    const base = `/api/v1/matches?tableId=${tableId}&limit=2`;
    const first = (await admin.get(base)).body;
    await play();
    const second = (await admin.get(`${base}&cursor=${first.nextCursor}`)).body;
    expect([...idsOf(first), ...idsOf(second)]).toEqual(made.reverse());
    expect(second.nextCursor).toBeNull();
  });

  it("is narrowed by status, player and time", async () => {
    const admin = await asAdmin(server());
    const player = await newPlayer(server());
    const anyone = new Client(server());
    const start = async (red: string[]) => {
      const { id: tableId } = await newTable(admin);
      return (await admin.post("/api/v1/matches", { tableId, red })).body;
    };
    const own = await start([player.id]);
    const other = await start([]);
    await admin.post(`/api/v1/matches/${other.id}/finish`);
    const ask = async (query: string) => idsOf((await anyone.get(`/api/v1/matches?${query}`)).body);
    expect(await ask(`playerId=${player.id}`)).toEqual([own.id]);
    expect(await ask("status=live")).toContain(own.id);
    expect(await ask("status=live")).not.toContain(other.id);
    expect(await ask(`from=${other.startedAt}`)).toContain(other.id);
    expect(await ask(`to=${own.startedAt}`)).not.toContain(own.id);
    const wrong = await anyone.get("/api/v1/matches?from=yesterday&status=lost&cursor=x");
    expect(wrong.status).toBe(400);
  });
});
