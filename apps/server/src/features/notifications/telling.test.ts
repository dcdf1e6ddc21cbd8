import { describe, expect, it } from "vitest";
import {
  book,
  later,
  openDayAndNight,
  RESERVATIONS,
  thisSlot,
  timeOn,
} from "../../../test/booking.ts";
import { newTable, type TestTable } from "../../../test/campus.ts";
import { type Client, newPlayer } from "../../../test/client.ts";
import { turnReservations } from "../reservations/reservations.service.ts";
import { notify } from "./outbox.ts";
import { emailOf, useMailedCampus } from "./testing/mailed-campus.ts";
import {
  awaiting,
  inboxOf,
  kindsOf,
  noticeFor,
  SOON,
  tellAll,
  timePasses,
} from "./testing/telling.ts";

const campus = useMailedCampus();
let table: TestTable;

const all = (players: Client[]) => Promise.all(players.map(kindsOf));

/** A booking of tomorrow whose guests have accepted. */
async function bookedWith(owner: Client, guests: (Client & { id: string })[]) {
  table = await newTable(campus.admin);
  const answer = await owner.post(RESERVATIONS, {
    tableId: table.id,
    startsAt: timeOn(1, "12:00"),
    durationMinutes: 30,
    playerIds: guests.map(({ id }) => id),
  });
  for (const guest of guests) {
    await expect.poll(() => kindsOf(guest), SOON).toEqual(["invited"]);
    await guest.post(`${RESERVATIONS}/${answer.body.id}/answer`, { answer: "accepted" });
  }
  return `${RESERVATIONS}/${answer.body.id}`;
}

const withoutWaiting = async (kinds: () => Promise<unknown>, expected: unknown) =>
  expect.poll(kinds, SOON).toEqual(expected);

describe("what is written", () => {
  it("[N1] is told when its cause commits, and not when it does not", async () => {
    const player = await newPlayer(campus.server);
    const { db } = campus.server.database;
    const lost = await noticeFor(campus.server, player.id);
    const refused = db.transaction().execute(async (tx) => {
      await notify(tx, [lost]);
      throw new Error("the change fails");
    });
    await expect(refused).rejects.toThrow("the change fails");
    await tellAll(campus.server, [
      await noticeFor(campus.server, player.id, { kind: "queue_next" }),
    ]);
    await withoutWaiting(() => kindsOf(player), ["queue_next"]);
  });

  it("[N1] is told once, however often and from wherever the same is written", async () => {
    const player = await newPlayer(campus.server);
    const same = await noticeFor(campus.server, player.id);
    const others = await Promise.all([1, 2, 3].map(() => noticeFor(campus.server, player.id)));
    await Promise.all(Array.from({ length: 10 }, () => tellAll(campus.server, [...others, same])));
    await tellAll(campus.server, [same]);
    await expect.poll(async () => (await inboxOf(player)).length, SOON).toBe(4);
    expect(await awaiting(campus.server, player.id)).toEqual([]);
  });
});

describe("who is told of a reservation", () => {
  it("[N3] its owner that it is booked, in the inbox and as something known", async () => {
    const player = await newPlayer(campus.server);
    table = await newTable(campus.admin);
    await book(player, table.id, timeOn(1, "12:00"));
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed"]);
    const [message] = await inboxOf(player);
    expect(message?.text).toContain(`Table ${table.code}`);
    expect(message?.text).toContain("12:00–12:30");
    expect(message?.readAt).not.toBeNull();
    expect((await player.get("/api/v1/me/inbox/unread")).body).toEqual({ unread: 0 });
    expect(campus.mailbox.mailsTo(await emailOf(player))).toEqual([]);
  });

  it("[N3] cancelled by staff: owner and accepted guests, by mail, with the reason", async () => {
    const [owner, coming] = [await newPlayer(campus.server), await newPlayer(campus.server)];
    const path = await bookedWith(owner, [coming]);
    await campus.admin.delete(`${path}?reason=${encodeURIComponent("Le sol est mouillé")}`);
    const [mail, guestMail] = [
      await campus.mailbox.mailTo(await emailOf(owner)),
      await campus.mailbox.mailTo(await emailOf(coming)),
    ];
    expect(mail.subject).toBe("Réservation annulée");
    expect(mail.text).toContain("Motif : Le sol est mouillé");
    expect(mail.text).toContain("annulée par Admin");
    expect(guestMail.subject).toBe("Réservation annulée");
    expect(await awaiting(campus.server, owner.id)).toEqual([]);
  });

  it("[N3] cancelled by its owner: the guests who come, not oneself", async () => {
    const [owner, coming] = [
      await newPlayer(campus.server, "Olga"),
      await newPlayer(campus.server),
    ];
    const path = await bookedWith(owner, [coming]);
    await owner.delete(path);
    await withoutWaiting(() => kindsOf(coming), ["invited", "booking_cancelled"]);
    expect((await inboxOf(coming)).at(-1)?.text).toContain("annulée par Olga");
    await withoutWaiting(() => kindsOf(owner), ["booking_confirmed", "invitation_answered"]);
  });

  it("[N3] moved by staff: those who had accepted are asked again, once", async () => {
    const [owner, coming] = [await newPlayer(campus.server), await newPlayer(campus.server)];
    const path = await bookedWith(owner, [coming]);
    await withoutWaiting(
      () => all([owner, coming]),
      [["booking_confirmed", "invitation_answered"], ["invited"]],
    );
    await campus.admin.patch(path, { startsAt: timeOn(1, "15:00"), reason: "Tournoi" });
    await expect.poll(() => kindsOf(coming), SOON).toEqual(["invited", "booking_changed"]);
    const message = (await inboxOf(coming)).at(-1);
    expect(message?.text).toContain("15:00–15:30");
    expect(message?.text).toContain("Dis de nouveau si tu viens.");
    await expect
      .poll(async () => (await inboxOf(owner)).at(-1)?.text, SOON)
      .toContain("Motif : Tournoi");
  });

  it("[N3] a change that changes nothing is not told", async () => {
    const [owner, coming] = [await newPlayer(campus.server), await newPlayer(campus.server)];
    const path = await bookedWith(owner, [coming]);
    expect((await campus.admin.patch(path, { durationMinutes: 30 })).status).toBe(200);
    expect((await campus.admin.patch(path, { durationMinutes: 45 })).status).toBe(200);
    await expect.poll(() => kindsOf(coming), SOON).toEqual(["invited", "booking_changed"]);
  });

  it("[N3] invited, and what they answer, each in their own language", async () => {
    const [owner, guest] = [
      await newPlayer(campus.server, "Olga"),
      await newPlayer(campus.server, "Hugo"),
    ];
    await owner.patch("/api/v1/me", { locale: "en" });
    await bookedWith(owner, [guest]);
    await expect
      .poll(async () => (await inboxOf(guest)).map(({ subject }) => subject), SOON)
      .toEqual(["Olga t’invite à jouer"]);
    await expect
      .poll(async () => (await inboxOf(owner)).map(({ subject }) => subject), SOON)
      .toEqual(["Reservation confirmed", "Hugo comes to play"]);
    await owner.patch("/api/v1/me", { locale: "fr" });
    expect((await inboxOf(owner)).at(-1)?.subject).toBe("Hugo vient jouer");
  });

  it("[N7] whoever has themselves erased is gone from others' messages too", async () => {
    const [owner, guest] = [await newPlayer(campus.server, "Olga"), await newPlayer(campus.server)];
    const path = await bookedWith(owner, [guest]);
    expect((await inboxOf(guest))[0]?.subject).toBe("Olga t’invite à jouer");
    expect((await owner.delete("/api/v1/me")).status).toBe(204);
    await withoutWaiting(() => kindsOf(guest), ["invited", "booking_cancelled"]);
    const told = await inboxOf(guest);
    expect(told.map(({ subject }) => subject)).toEqual([
      "Anonyme t’invite à jouer",
      "Réservation annulée",
    ]);
    expect(JSON.stringify(told)).not.toContain("Olga");
    expect((await guest.get(path)).body.status).toBe("cancelled");
  });

  it("[N6] staff's time of every week is told as one", async () => {
    const staff = await newPlayer(campus.server);
    await campus.server.database.db
      .updateTable("users")
      .set({ role: "staff" })
      .where("id", "=", staff.id)
      .execute();
    table = await newTable(campus.admin);
    const weekly = { tableIds: [table.id], startsAt: timeOn(2, "18:00"), durationMinutes: 60 };
    const wish = { ...weekly, weeks: 20, label: "Club" };
    const answer = await staff.post(`${RESERVATIONS}/weekly`, wish);
    expect(answer.status).toBe(201);
    await withoutWaiting(() => kindsOf(staff), ["booking_confirmed"]);
    expect((await inboxOf(staff))[0]?.subject).toBe("20 réservations confirmées");
    expect(campus.mailbox.mailsTo(await emailOf(staff))).toEqual([]);
  });
});

describe("what is told in time", () => {
  it("[N4] ten minutes before, and when check-in opens, until it closes", async () => {
    const player = await newPlayer(campus.server);
    table = await newTable(campus.admin);
    const startsAt = timeOn(1, "12:00");
    await book(player, table.id, startsAt);
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed"]);
    const waiting = await awaiting(campus.server, player.id);
    expect(
      waiting.map(({ kind, due_at, valid_until }) => [
        kind,
        due_at.toISOString(),
        valid_until?.toISOString(),
      ]),
    ).toEqual([
      ["booking_reminder", later(startsAt, -10), startsAt],
      ["check_in_now", later(startsAt, -5), later(startsAt, 5)],
    ]);
    await timePasses(campus.server, player.id, "booking_reminder");
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed", "booking_reminder"]);
  });

  it("[N2] moved, the old time is not told, and the new one is", async () => {
    const [player, guest] = [await newPlayer(campus.server), await newPlayer(campus.server)];
    const path = await bookedWith(player, [guest]);
    await player.patch(path, { startsAt: timeOn(2, "09:00") });
    const dueOf = async (id: string) =>
      (await awaiting(campus.server, id)).map(({ kind, due_at }) => [kind, due_at.toISOString()]);
    await expect
      .poll(() => dueOf(player.id), SOON)
      .toEqual([
        ["booking_reminder", later(timeOn(2, "09:00"), -10)],
        ["check_in_now", later(timeOn(2, "09:00"), -5)],
      ]);
    await expect.poll(() => dueOf(guest.id), SOON).toEqual([]);
    await guest.post(`${path}/answer`, { answer: "accepted" });
    await expect
      .poll(() => dueOf(guest.id), SOON)
      .toEqual([["booking_reminder", later(timeOn(2, "09:00"), -10)]]);
    await guest.post(`${path}/answer`, { answer: "declined" });
    expect(await dueOf(guest.id)).toEqual([]);
  });

  it("[N2] cancelled or at a table that is retired, nothing more is told of it but that", async () => {
    const [one, other, guest] = [
      await newPlayer(campus.server),
      await newPlayer(campus.server),
      await newPlayer(campus.server),
    ];
    await one.delete(await bookedWith(one, []));
    await bookedWith(other, [guest]);
    await campus.admin.patch(`/api/v1/tables/${table.id}`, { retired: true });
    for (const { id } of [one, other, guest])
      await expect.poll(() => awaiting(campus.server, id), SOON).toEqual([]);
    await expect.poll(async () => (await kindsOf(guest)).at(-1), SOON).toBe("booking_cancelled");
    expect((await inboxOf(other)).at(-1)?.text).toContain("n’est plus en service");
    expect(await kindsOf(one)).not.toContain("booking_cancelled");
  });

  it("[N4] who is there is not called", async () => {
    const player = await newPlayer(campus.server);
    table = await newTable(campus.admin);
    const { id } = (await book(player, table.id, later(thisSlot(), 15), 15)).body;
    await campus.server.database.db
      .updateTable("venues")
      .set({ policy: JSON.stringify({ checkInOpensMinutesBefore: 60 }) })
      .execute();
    expect((await player.post(`${RESERVATIONS}/${id}/check-in`)).status).toBe(200);
    await expect.poll(() => awaiting(campus.server, player.id), SOON).toEqual([]);
    expect(await kindsOf(player)).toEqual(["booking_confirmed"]);
    await openDayAndNight(campus.admin, { checkInOpensMinutesBefore: 5 });
  });

  it("[N5] left unclaimed, its owner is told once, by whoever notices first", async () => {
    const player = await newPlayer(campus.server);
    table = await newTable(campus.admin);
    const { id } = (await book(player, table.id, thisSlot(), 30)).body;
    await campus.server.database.db
      .updateTable("reservations")
      .set({ check_in_by: new Date(Date.now() - 1), next_turn: new Date(Date.now() - 1) })
      .where("id", "=", id)
      .execute();
    const next = await Promise.all([
      turnReservations(campus.server.database.db),
      turnReservations(campus.server.database.db),
      book(await newPlayer(campus.server), table.id, thisSlot(), 15),
    ]);
    expect(next[2].status).toBe(201);
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed", "booking_released"]);
  });
});
