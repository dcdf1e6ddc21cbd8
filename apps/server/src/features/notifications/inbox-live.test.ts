import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { asAdmin, newTable } from "../../../test/campus.ts";
import { Client, newPlayer } from "../../../test/client.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { useServer } from "../../../test/server.ts";
import { LiveStream } from "../../../test/sse.ts";
import { inboxOf, noticeFor, SOON, tellAll } from "./testing/telling.ts";

const server = useServer();
let admin: Client;
beforeAll(async () => {
  admin = await asAdmin(server());
});

const streams: LiveStream[] = [];
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream.close()));
});

/** Opened, with its snapshot. */
async function watching(client: Client, options: Parameters<typeof LiveStream.open>[1] = {}) {
  const stream = await LiveStream.open(server(), { cookie: client.cookie, ...options });
  streams.push(stream);
  return stream;
}
const inboxNews = (stream: LiveStream) =>
  stream.events.flatMap(({ data }) => (data.type === "inbox.changed" ? [data.unread] : []));
const tell = async (playerId: string) => tellAll(server(), [await noticeFor(server(), playerId)]);
/** Something that everybody is told. */
const happens = () => newTable(admin);

describe("the inbox, live", () => {
  it("[N7] its owner is told how many are unread, on any page and every device", async () => {
    const player = await newPlayer(server());
    const table = await happens();
    const [all, one, mine] = [
      await watching(player),
      await watching(player, { query: `?tableId=${table.id}` }),
      await watching(player, { query: "?only=me" }),
    ];
    await tell(player.id);
    await tell(player.id);
    for (const stream of [all, one, mine]) {
      await stream.until((so) => inboxNews(so).length === 2);
      expect(inboxNews(stream)).toEqual([1, 2]);
    }
    expect(mine.deltas.every(({ event }) => event === "inbox.changed")).toBe(true);
  });

  it("[N7] read one by one or all at once; the count follows", async () => {
    const player = await newPlayer(server());
    const stream = await watching(player);
    for (let told = 0; told < 3; told += 1) await tell(player.id);
    await stream.until((so) => inboxNews(so).length === 3);
    const { items } = (await player.get("/api/v1/me/inbox")).body;
    await player.post(`/api/v1/me/inbox/${items[0].id}/read`);
    await stream.until((so) => inboxNews(so).at(-1) === 2);
    expect((await player.post("/api/v1/me/inbox/read")).body).toEqual({ unread: 0 });
    await stream.until((so) => inboxNews(so).at(-1) === 0);
    expect((await inboxOf(player)).every(({ readAt }) => readAt !== null)).toBe(true);
  });

  it("[N7] many at once are counted right", async () => {
    const player = await newPlayer(server());
    const stream = await watching(player);
    const notices = await Promise.all(
      Array.from({ length: 20 }, () => noticeFor(server(), player.id)),
    );
    await Promise.all(notices.map((notice) => tellAll(server(), [notice])));
    await stream.until((so) => inboxNews(so).length === 20);
    expect(inboxNews(stream)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("[N8] nobody else is told, neither now nor when they come back, nor at another process", async () => {
    const [player, other] = [await newPlayer(server()), await newPlayer(server())];
    const anonymous = new Client(server());
    const strangers = [await watching(other), await watching(anonymous), await watching(admin)];
    const before = Math.max(...strangers.map(({ lastId }) => lastId));
    await tell(player.id);
    await expect.poll(() => inboxOf(player), SOON).toHaveLength(1);
    await happens();
    for (const stranger of strangers) {
      await stranger.until(({ deltas }) => deltas.length > 0);
      expect(inboxNews(stranger)).toEqual([]);
    }
    const second = await startOtherProcess(server().databaseUrl);
    for (const at of [server(), second])
      for (const client of [other, anonymous]) {
        const late = await LiveStream.open(at, { cookie: client.cookie, lastEventId: before });
        await late.until(({ events }) => events.length > 0);
        expect(late.events.map(({ event }) => event)).toEqual(["table.changed"]);
        await late.close();
      }
    await second.close();
  });

  it("[N8] who comes back is told what they missed, once, and everybody else misses nothing", async () => {
    const [player, other] = [await newPlayer(server()), await newPlayer(server())];
    const first = await watching(player);
    await first.until(({ events }) => events.length > 0);
    const { lastId } = first;
    await first.close();
    await happens();
    await tell(player.id);
    await expect.poll(() => inboxOf(player), SOON).toHaveLength(1);
    await happens();
    const [mine, theirs] = [
      await watching(player, { lastEventId: lastId }),
      await watching(other, { lastEventId: lastId }),
    ];
    await mine.until(({ events }) => events.length >= 3);
    await theirs.until(({ events }) => events.length >= 2);
    expect(mine.events.map(({ event }) => event)).toEqual([
      "table.changed",
      "inbox.changed",
      "table.changed",
    ]);
    expect(theirs.events.map(({ event }) => event)).toEqual(["table.changed", "table.changed"]);
  });
});
