import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  book,
  later,
  openDayAndNight,
  RESERVATIONS,
  thisSlot,
  timeOn,
} from "../../../test/booking.ts";
import { asAdmin, newTable, type TestTable } from "../../../test/campus.ts";
import { type Client, newPlayer } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { type Mailbox, startMailbox } from "../../platform/mail/test/mailbox.ts";
import { turnReservations } from "../reservations/reservations.service.ts";
import { notify } from "./outbox.ts";
import {
  awaiting,
  inboxOf,
  kindsOf,
  noticeFor,
  PREFERENCES,
  SOON,
  tellAll,
  timePasses,
} from "./testing/telling.ts";

let mailbox: Mailbox;
let server: TestServer;
let admin: Client;
let table: TestTable;

beforeAll(async () => {
  mailbox = await startMailbox();
  server = await startServer({
    environment: { SMTP_URL: mailbox.url, REQUIRE_EMAIL_VERIFICATION: "off" },
  });
  admin = await asAdmin(server);
  await openDayAndNight(admin, { maxActiveReservations: 20, maxMinutesPerDay: 1440 });
});
afterAll(async () => {
  await server.close();
  await mailbox.close();
});

const emailOf = async (client: Client): Promise<string> =>
  (await client.get("/api/v1/me")).body.email;
const all = (players: Client[]) => Promise.all(players.map(kindsOf));

/** A booking of tomorrow whose guests have accepted. */
async function bookedWith(owner: Client, guests: (Client & { id: string })[]) {
  table = await newTable(admin);
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
    const player = await newPlayer(server);
    const { db } = server.database;
    const lost = await noticeFor(server, player.id);
    const refused = db.transaction().execute(async (tx) => {
      await notify(tx, [lost]);
      throw new Error("the change fails");
    });
    await expect(refused).rejects.toThrow("the change fails");
    await tellAll(server, [await noticeFor(server, player.id, { kind: "queue_next" })]);
    await withoutWaiting(() => kindsOf(player), ["queue_next"]);
  });

  it("[N1] is told once, however often and from wherever the same is written", async () => {
    const player = await newPlayer(server);
    const same = await noticeFor(server, player.id);
    const others = await Promise.all([1, 2, 3].map(() => noticeFor(server, player.id)));
    await Promise.all(Array.from({ length: 10 }, () => tellAll(server, [...others, same])));
    await tellAll(server, [same]);
    await expect.poll(async () => (await inboxOf(player)).length, SOON).toBe(4);
    expect(await awaiting(server, player.id)).toEqual([]);
  });
});

describe("who is told of a reservation", () => {
  it("[N3] its owner that it is booked, in the inbox and as something known", async () => {
    const player = await newPlayer(server);
    table = await newTable(admin);
    await book(player, table.id, timeOn(1, "12:00"));
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed"]);
    const [message] = await inboxOf(player);
    expect(message?.text).toContain(`Table ${table.code}`);
    expect(message?.text).toContain("12:00–12:30");
    expect(message?.readAt).not.toBeNull();
    expect((await player.get("/api/v1/me/inbox/unread")).body).toEqual({ unread: 0 });
    expect(mailbox.mailsTo(await emailOf(player))).toEqual([]);
  });

  it("[N3] cancelled by staff: owner and accepted guests, by mail, with the reason", async () => {
    const [owner, coming] = [await newPlayer(server), await newPlayer(server)];
    const path = await bookedWith(owner, [coming]);
    await admin.delete(`${path}?reason=${encodeURIComponent("Le sol est mouillé")}`);
    const [mail, guestMail] = [
      await mailbox.mailTo(await emailOf(owner)),
      await mailbox.mailTo(await emailOf(coming)),
    ];
    expect(mail.subject).toBe("Réservation annulée");
    expect(mail.text).toContain("Motif : Le sol est mouillé");
    expect(mail.text).toContain("annulée par Admin");
    expect(guestMail.subject).toBe("Réservation annulée");
    expect(await awaiting(server, owner.id)).toEqual([]);
  });

  it("[N3] cancelled by its owner: the guests who come, not oneself", async () => {
    const [owner, coming] = [await newPlayer(server, "Olga"), await newPlayer(server)];
    const path = await bookedWith(owner, [coming]);
    await owner.delete(path);
    await withoutWaiting(() => kindsOf(coming), ["invited", "booking_cancelled"]);
    expect((await inboxOf(coming)).at(-1)?.text).toContain("annulée par Olga");
    await withoutWaiting(() => kindsOf(owner), ["booking_confirmed", "invitation_answered"]);
  });

  it("[N3] moved by staff: those who had accepted are asked again, once", async () => {
    const [owner, coming] = [await newPlayer(server), await newPlayer(server)];
    const path = await bookedWith(owner, [coming]);
    await withoutWaiting(
      () => all([owner, coming]),
      [["booking_confirmed", "invitation_answered"], ["invited"]],
    );
    await admin.patch(path, { startsAt: timeOn(1, "15:00"), reason: "Tournoi" });
    await expect.poll(() => kindsOf(coming), SOON).toEqual(["invited", "booking_changed"]);
    const message = (await inboxOf(coming)).at(-1);
    expect(message?.text).toContain("15:00–15:30");
    expect(message?.text).toContain("Dis de nouveau si tu viens.");
    await expect
      .poll(async () => (await inboxOf(owner)).at(-1)?.text, SOON)
      .toContain("Motif : Tournoi");
  });

  it("[N3] a change that changes nothing is not told", async () => {
    const [owner, coming] = [await newPlayer(server), await newPlayer(server)];
    const path = await bookedWith(owner, [coming]);
    expect((await admin.patch(path, { durationMinutes: 30 })).status).toBe(200);
    expect((await admin.patch(path, { durationMinutes: 45 })).status).toBe(200);
    await expect.poll(() => kindsOf(coming), SOON).toEqual(["invited", "booking_changed"]);
  });

  it("[N3] invited, and what they answer, each in their own language", async () => {
    const [owner, guest] = [await newPlayer(server, "Olga"), await newPlayer(server, "Hugo")];
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
    const [owner, guest] = [await newPlayer(server, "Olga"), await newPlayer(server)];
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
    const staff = await newPlayer(server);
    await server.database.db
      .updateTable("users")
      .set({ role: "staff" })
      .where("id", "=", staff.id)
      .execute();
    table = await newTable(admin);
    const weekly = { tableIds: [table.id], startsAt: timeOn(2, "18:00"), durationMinutes: 60 };
    const wish = { ...weekly, weeks: 20, label: "Club" };
    const answer = await staff.post(`${RESERVATIONS}/weekly`, wish);
    expect(answer.status).toBe(201);
    await withoutWaiting(() => kindsOf(staff), ["booking_confirmed"]);
    expect((await inboxOf(staff))[0]?.subject).toBe("20 réservations confirmées");
    expect(mailbox.mailsTo(await emailOf(staff))).toEqual([]);
  });
});

describe("what is told in time", () => {
  it("[N4] ten minutes before, and when check-in opens, until it closes", async () => {
    const player = await newPlayer(server);
    table = await newTable(admin);
    const startsAt = timeOn(1, "12:00");
    await book(player, table.id, startsAt);
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed"]);
    const waiting = await awaiting(server, player.id);
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
    await timePasses(server, player.id, "booking_reminder");
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed", "booking_reminder"]);
  });

  it("[N2] moved, the old time is not told, and the new one is", async () => {
    const [player, guest] = [await newPlayer(server), await newPlayer(server)];
    const path = await bookedWith(player, [guest]);
    await player.patch(path, { startsAt: timeOn(2, "09:00") });
    const dueOf = async (id: string) =>
      (await awaiting(server, id)).map(({ kind, due_at }) => [kind, due_at.toISOString()]);
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
      await newPlayer(server),
      await newPlayer(server),
      await newPlayer(server),
    ];
    await one.delete(await bookedWith(one, []));
    await bookedWith(other, [guest]);
    await admin.patch(`/api/v1/tables/${table.id}`, { retired: true });
    for (const { id } of [one, other, guest])
      await expect.poll(() => awaiting(server, id), SOON).toEqual([]);
    await expect.poll(async () => (await kindsOf(guest)).at(-1), SOON).toBe("booking_cancelled");
    expect((await inboxOf(other)).at(-1)?.text).toContain("n’est plus en service");
    expect(await kindsOf(one)).not.toContain("booking_cancelled");
  });

  it("[N4] who is there is not called", async () => {
    const player = await newPlayer(server);
    table = await newTable(admin);
    const { id } = (await book(player, table.id, later(thisSlot(), 15), 15)).body;
    await server.database.db
      .updateTable("venues")
      .set({ policy: JSON.stringify({ checkInOpensMinutesBefore: 60 }) })
      .execute();
    expect((await player.post(`${RESERVATIONS}/${id}/check-in`)).status).toBe(200);
    await expect.poll(() => awaiting(server, player.id), SOON).toEqual([]);
    expect(await kindsOf(player)).toEqual(["booking_confirmed"]);
    await openDayAndNight(admin, { checkInOpensMinutesBefore: 5 });
  });

  it("[N5] left unclaimed, its owner is told once, by whoever notices first", async () => {
    const player = await newPlayer(server);
    table = await newTable(admin);
    const { id } = (await book(player, table.id, thisSlot(), 30)).body;
    await server.database.db
      .updateTable("reservations")
      .set({ check_in_by: new Date(Date.now() - 1), next_turn: new Date(Date.now() - 1) })
      .where("id", "=", id)
      .execute();
    const next = await Promise.all([
      turnReservations(server.database.db),
      turnReservations(server.database.db),
      book(await newPlayer(server), table.id, thisSlot(), 15),
    ]);
    expect(next[2].status).toBe(201);
    await withoutWaiting(() => kindsOf(player), ["booking_confirmed", "booking_released"]);
  });
});

describe("what somebody chooses", () => {
  it("[N9] each kind by each way, over what is usual; nobody overwrites a choice unseen", async () => {
    const player = await newPlayer(server);
    const first = await player.get(PREFERENCES);
    expect(first.body).toMatchObject({
      groups: {
        reminders: { push: true, mail: false },
        changes: { push: false, mail: true },
        confirmations: { push: false, mail: false },
      },
      quietHours: { push: null, mail: null },
      dailyLimit: { push: 5, mail: 5 },
      mailConfigured: true,
    });
    const headers = { "if-match": first.headers.get("etag") ?? "" };
    const patch = { groups: { confirmations: { mail: true } }, dailyLimit: { mail: 50 } };
    const changed = await player.patch(PREFERENCES, patch, headers);
    expect(changed.status).toBe(200);
    expect((await player.patch(PREFERENCES, patch, headers)).body.code).toBe("stale");
    expect((await player.get(PREFERENCES)).body).toEqual(changed.body);
    table = await newTable(admin);
    await book(player, table.id, timeOn(1, "12:00"));
    expect((await mailbox.mailTo(await emailOf(player))).subject).toBe("Réservation confirmée");
  });

  it("[N9] two choices at once are both kept", async () => {
    const player = await newPlayer(server);
    const choices = [
      { groups: { queue: { mail: true } } },
      { groups: { changes: { push: true } } },
      { dailyLimit: { push: 9 } },
      { quietHours: { mail: { from: "22:00", to: "07:00" } } },
    ];
    const answers = await Promise.all(choices.map((one) => player.patch(PREFERENCES, one)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await player.get(PREFERENCES)).body).toMatchObject({
      groups: { queue: { push: true, mail: true }, changes: { push: true, mail: true } },
      dailyLimit: { push: 9, mail: 5 },
      quietHours: { push: null, mail: { from: "22:00", to: "07:00" } },
    });
  });

  it("[N12] the mail of a notice leads into the application, and says where to choose", async () => {
    const player = await newPlayer(server);
    await player.patch("/api/v1/me", { locale: "en" });
    await player.patch(PREFERENCES, { groups: { queue: { mail: true } } });
    await tellAll(server, [await noticeFor(server, player.id)]);
    const mail = await mailbox.mailTo(await emailOf(player));
    expect(mail.subject).toBe("A table for you");
    expect(mail.text).toMatch(/http:\/\/localhost:\d+\/book\n/);
    expect(mail.text).toMatch(/Choose what you get: http:\/\/localhost:\d+\/notifications/);
    expect(mail.messageId).toMatch(/@babyfoot>$/);
  });
});
