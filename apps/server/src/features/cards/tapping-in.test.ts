import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { book, RESERVATIONS, thisSlot, useOpenVenue } from "../../../test/booking.ts";
import { type DeviceEventInput, sendEvents } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { LiveStream } from "../../../test/sse.ts";
import {
  type CardHolder,
  newHolder,
  newReader,
  type Reader,
  someUid,
} from "./testing/card-play.ts";

const { server, admin } = useOpenVenue();
const holder = (name?: string): Promise<CardHolder> => newHolder(server(), admin(), name);

interface Player {
  displayName: string;
  position: string | null;
}
const told = (team: Player[]) =>
  team.map(({ displayName, position }) => `${displayName} ${position}`);

/** Sends events in one run of a device, numbered on. */
function sender({ device }: Reader, bootId = "cards") {
  let seq = 0;
  return (...events: Omit<DeviceEventInput, "seq">[]) => {
    const numbered = events.map((event) => {
      seq += 1;
      return { type: "", ...event, seq, uptimeMs: 990_000 + seq * 500 };
    });
    return sendEvents(new Client(server()), device, { bootId, events: numbered });
  };
}
const goal = { type: "goal", side: "red" };

/** The table's live stream until its match is named as wanted. */
async function matchOnceNamed(reader: Reader, count: number, act: () => Promise<unknown>) {
  const stream = await LiveStream.open(server(), { query: `?tableId=${reader.table.id}` });
  await act();
  await stream.until(({ events }) =>
    events.some(
      ({ data }) =>
        data.type.startsWith("match.") &&
        "match" in data &&
        data.match.status === "live" &&
        data.match.red.length + data.match.blue.length === count,
    ),
  );
  await stream.close();
  const { body } = await new Client(server()).get(`/api/v1/tables/${reader.table.id}`);
  return body.currentMatch;
}

describe("tapping in", () => {
  it("[K10] names the match: first red, then blue, red, blue; two on a side are attack and goal", async () => {
    const reader = await newReader(server(), admin());
    const people = [
      await holder("Ana"),
      await holder("Bob"),
      await holder("Cleo"),
      await holder("Dan"),
    ];
    for (const { uid } of people) expect((await reader.tap(uid)).body.unlocked).toBe(true);
    const seats = (await admin().get(`/api/v1/tables/${reader.table.id}`)).body.seats;
    expect(seats).toEqual([
      { side: "red", displayName: "Ana" },
      { side: "blue", displayName: "Bob" },
      { side: "red", displayName: "Cleo" },
      { side: "blue", displayName: "Dan" },
    ]);
    const match = await matchOnceNamed(reader, 4, () => sender(reader)(goal));
    expect(told(match.red)).toEqual(["Ana attack", "Cleo goal"]);
    expect(told(match.blue)).toEqual(["Bob attack", "Dan goal"]);
    expect((await reader.tap((await holder("Eve")).uid)).body).toEqual({
      unlocked: false,
      reason: "table_full",
    });
  });

  it("[K10] during a match takes a free place at once; who sits there already changes nothing", async () => {
    const reader = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    await reader.tap(ana.uid);
    const send = sender(reader);
    const alone = await matchOnceNamed(reader, 1, () => send(goal));
    expect([told(alone.red), told(alone.blue)]).toEqual([["Ana null"], []]);
    await reader.tap(bob.uid);
    const again = await reader.tap(ana.uid);
    expect(again.body.unlocked).toBe(true);
    const { currentMatch, seats } = (await ana.get(`/api/v1/tables/${reader.table.id}`)).body;
    expect([told(currentMatch.red), told(currentMatch.blue)]).toEqual([["Ana null"], ["Bob null"]]);
    expect(seats).toHaveLength(2);
  });

  it("[K10] stays for the next match of the same turn, and ends with the turn", async () => {
    const reader = await newReader(server(), admin());
    const ana = await holder("Ana");
    await reader.tap(ana.uid);
    const send = sender(reader);
    await matchOnceNamed(reader, 1, () => send(goal));
    const next = await matchOnceNamed(reader, 1, () =>
      send({ type: "match_ended" }, { type: "match_started" }),
    );
    expect(told(next.red)).toEqual(["Ana null"]);
    await send({ type: "match_ended" });
    const [own] = (await ana.get(`${RESERVATIONS}?mine=true`)).body.items;
    await ana.delete(`${RESERVATIONS}/${own.id}`);
    expect((await ana.get(`/api/v1/tables/${reader.table.id}`)).body.seats).toEqual([]);
    await send(goal);
    const { currentMatch } = (await ana.get(`/api/v1/tables/${reader.table.id}`)).body;
    expect([currentMatch.red, currentMatch.blue]).toEqual([[], []]);
  });

  it("[K10] keeps places for those who have accepted, and leaves a guest with an unknown card unnamed", async () => {
    const reader = await newReader(server(), admin());
    const [ana, bob, cleo, dan, eve] = (await Promise.all(
      ["Ana", "Bob", "Cleo", "Dan", "Eve"].map((name) => holder(name)),
    )) as [CardHolder, CardHolder, CardHolder, CardHolder, CardHolder];
    const made = await ana.post(RESERVATIONS, {
      tableId: reader.table.id,
      startsAt: thisSlot(),
      durationMinutes: 30,
      playerIds: [bob.id, cleo.id],
    });
    for (const guest of [bob, cleo])
      await guest.post(`${RESERVATIONS}/${made.body.id}/answer`, { answer: "accepted" });
    expect((await reader.tap(ana.uid)).body.reason).toBe("reservation");
    expect((await reader.tap(someUid())).body.reason).toBe("unknown_card");
    expect((await reader.tap(dan.uid)).body).toMatchObject({ unlocked: true, playerName: "Dan" });
    expect((await reader.tap(eve.uid)).body.reason).toBe("table_full");
    expect((await reader.tap(bob.uid)).body.unlocked).toBe(true);
    expect((await reader.tap(cleo.uid)).body.unlocked).toBe(true);
  });

  it("[K10] whoever plays in a match elsewhere is refused; who only sat there has moved", async () => {
    const [one, other] = [await newReader(server(), admin()), await newReader(server(), admin())];
    const [ana, bob, cleo] = [await holder("Ana"), await holder("Bob"), await holder("Cleo")];
    await one.tap(ana.uid);
    await one.tap(bob.uid);
    await other.tap(cleo.uid);
    expect((await other.tap(bob.uid)).body.unlocked).toBe(true);
    expect((await ana.get(`/api/v1/tables/${one.table.id}`)).body.seats).toEqual([
      { side: "red", displayName: "Ana" },
    ]);
    await matchOnceNamed(other, 2, () => sender(other)(goal));
    expect((await one.tap(bob.uid)).body).toEqual({ unlocked: false, reason: "player_busy" });
  });

  it("[K10] whoever watches is told of the tap by display name, and of a refusal without any", async () => {
    const reader = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    await book(ana, reader.table.id, thisSlot());
    const stream = await LiveStream.open(server(), { query: `?tableId=${reader.table.id}` });
    await reader.tap(bob.uid);
    await reader.tap(ana.uid);
    const taps = () => stream.events.flatMap(({ data }) => (data.type === "tap" ? data.tap : []));
    await stream.until(() => taps().length === 2);
    await stream.close();
    expect(taps()).toMatchObject([
      { unlocked: false, reason: "reserved_for_other", displayName: null, side: null, until: null },
      { unlocked: true, reason: "reservation", displayName: "Ana", side: "red" },
    ]);
  });
});

describe("what devices are told", () => {
  it("[K11] a card among the events opens the table after they are stored, and the answer says so", async () => {
    const reader = await newReader(server(), admin());
    const ana = await holder("Ana");
    const send = sender(reader);
    const { body } = await send({ type: "card", uid: ana.uid });
    expect(body.commands).toEqual([
      { id: expect.any(String), type: "display", text: "Ana, rouge" },
      { id: expect.any(String), type: "unlock", until: expect.any(String) },
    ]);
    expect((await ana.get(`/api/v1/tables/${reader.table.id}`)).body.seats).toHaveLength(1);
  });

  it("[K11] a card that was tapped before, or is told of again, opens nothing", async () => {
    const reader = await newReader(server(), admin());
    const ana = await holder("Ana");
    const event = { seq: 1, type: "card", uid: ana.uid, uptimeMs: 900_000 };
    const call = () => sendEvents(new Client(server()), reader.device, { events: [event] });
    expect((await call()).body.commands).toEqual([]);
    expect((await call()).body).toMatchObject({ duplicates: 1, commands: [] });
    expect((await ana.get(`/api/v1/tables/${reader.table.id}`)).body.seats).toEqual([]);
  });

  it("[K11] a refusal is shown and buzzed", async () => {
    const reader = await newReader(server(), admin());
    const { body } = await sender(reader)({ type: "card", uid: someUid() });
    expect(body.commands.map(({ type }: { type: string }) => type)).toEqual(["display", "buzz"]);
  });

  it("[K12] a turn that ends on the phone locks the table at the next sign of life, under one id", async () => {
    const reader = await newReader(server(), admin());
    const ana = await holder("Ana");
    const send = sender(reader);
    const opened = (await reader.tap(ana.uid)).body;
    const health = () => send({ type: "health" });
    const [unlock] = (await health()).body.commands;
    expect(unlock).toMatchObject({ type: "unlock", until: opened.until });
    expect((await health()).body.commands).toEqual([unlock]);
    expect((await send(goal)).body.commands).toEqual([]);
    const [own] = (await ana.get(`${RESERVATIONS}?mine=true`)).body.items;
    await ana.delete(`${RESERVATIONS}/${own.id}`);
    const [lock] = (await send({ type: "match_ended" })).body.commands;
    expect(lock).toEqual({ id: expect.any(String), type: "lock" });
    expect(lock.id).not.toBe(unlock.id);
    expect((await health()).body.commands).toEqual([lock]);
    await sql`update table_locks set changed_at = changed_at - interval '61 seconds'
      where table_id = ${reader.table.id}`.execute(server().database.db);
    expect((await health()).body.commands).toEqual([]);
  });

  it("[K12] it locks when the slot is over by the clock, and stays open as long as it is extended", async () => {
    const reader = await newReader(server(), admin());
    const ana = await holder("Ana");
    const made = (await book(ana, reader.table.id, thisSlot(), 30)).body;
    await reader.tap(ana.uid);
    const send = sender(reader);
    const health = async () => (await send({ type: "health" })).body.commands;
    const longer = await ana.patch(`${RESERVATIONS}/${made.id}`, { durationMinutes: 45 });
    expect(await health()).toMatchObject([{ type: "unlock", until: longer.body.endsAt }]);
    await sql`update reservations set starts_at = now() - interval '30 minutes', ends_at = now(),
      check_in_by = now() - interval '25 minutes', held = tstzrange(now() - interval '30 minutes', now())
      where id = ${made.id}`.execute(server().database.db);
    expect(await health()).toMatchObject([{ type: "lock" }]);
  });
});
