import { randomUUID } from "node:crypto";
import { isLinearizable, type Operation } from "@babyfoot/domain";
import { describe, expect, it } from "vitest";
import { book, later, RESERVATIONS, timeOn, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { type Client, newPlayer } from "../../../test/client.ts";
import { LiveStream } from "../../../test/sse.ts";

const { server, admin } = useOpenVenue();

const spanOf = (startsAt: string, minutes: number) => ({
  from: Date.parse(startsAt),
  to: Date.parse(startsAt) + minutes * 60_000,
});

/** Books, moves and gives back at one table without pause, and writes down what was answered. */
async function busyPlayer(player: Client, tableId: string, rounds: number): Promise<Operation[]> {
  const history: Operation[] = [];
  const wish = () => ({
    startsAt: later(timeOn(1, "10:00"), 15 * Math.floor(Math.random() * 4)),
    durationMinutes: 15 * (1 + Math.floor(Math.random() * 2)),
  });
  const timed = async <T>(call: () => Promise<T>) => {
    const asked = performance.now();
    const answer = await call();
    return { asked, answer, answered: performance.now() };
  };
  for (let round = 0; round < rounds; round += 1) {
    const wanted = wish();
    const span = spanOf(wanted.startsAt, wanted.durationMinutes);
    const made = await timed(() => player.post(RESERVATIONS, { tableId, ...wanted }));
    const { id, code } = made.answer.body;
    if (code === "slot_taken") history.push({ ...made, did: { type: "refused", span } });
    if (made.answer.status !== 201) continue;
    history.push({ ...made, did: { type: "book", id, span } });
    const other = wish();
    const to = spanOf(other.startsAt, other.durationMinutes);
    const moved = await timed(() => player.patch(`${RESERVATIONS}/${id}`, other));
    if (moved.answer.status === 200)
      history.push({ ...moved, did: { type: "move", id, span: to } });
    else if (moved.answer.body.code === "slot_taken")
      history.push({ ...moved, did: { type: "refused", span: to, except: id } });
    const left = await timed(() => player.delete(`${RESERVATIONS}/${id}`));
    expect(left.answer.status).toBe(200);
    history.push({ ...left, did: { type: "give_back", id } });
  }
  return history;
}

describe("what happens to bookings under way", () => {
  it("[F14] [F26] a recorded history of many players can have happened one after the other", async () => {
    const table = await newTable(admin());
    const players = await Promise.all(Array.from({ length: 8 }, () => newPlayer(server())));
    const histories = await Promise.all(players.map((player) => busyPlayer(player, table.id, 12)));
    const history = histories.flat();
    const kinds = new Set(history.map(({ did }) => did.type));
    expect(kinds).toEqual(new Set(["book", "move", "give_back", "refused"]));
    expect(isLinearizable(history)).toBe(true);
  });

  it("[F20] cut off after the commit and asked again, there is one booking and its answer", async () => {
    const [table, ana] = [await newTable(admin()), await newPlayer(server())];
    const key = randomUUID();
    const wish = { tableId: table.id, startsAt: timeOn(1, "15:00"), durationMinutes: 15 };
    const stream = await LiveStream.open(server(), { query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length > 0);
    const phone = new AbortController();
    const first = ana
      .call("POST", RESERVATIONS, {
        body: wish,
        headers: { "idempotency-key": key },
        signal: phone.signal,
      })
      .catch((error: unknown) => error);
    await stream.until(({ deltas }) =>
      deltas.some(({ data }) => data.type === "reservation.changed"),
    );
    phone.abort();
    await first;
    const again = await ana.post(RESERVATIONS, wish, { "idempotency-key": key });
    expect(again.status, JSON.stringify(again.body)).toBe(201);
    const { items } = (await ana.get(`${RESERVATIONS}?mine=true`)).body;
    expect(items.map((item: { id: string }) => item.id)).toEqual([again.body.id]);
    await stream.close();
  });

  it("[F19] one key a hundred times at once has one effect and one answer, with another body none", async () => {
    const [table, ana] = [await newTable(admin()), await newPlayer(server())];
    const key = { "idempotency-key": randomUUID() };
    const wish = { tableId: table.id, startsAt: timeOn(1, "17:00"), durationMinutes: 15 };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ana.post(RESERVATIONS, wish, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const other = await ana.post(RESERVATIONS, { ...wish, durationMinutes: 30 }, key);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    const { items } = (await ana.get(`${RESERVATIONS}?mine=true`)).body;
    expect(items).toHaveLength(1);
    expect((await book(ana, table.id, timeOn(1, "18:00"), 15)).status).toBe(201);
  });
});
