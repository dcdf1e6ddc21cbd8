import { describe, expect, it } from "vitest";
import { book, timeOn } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";
import { emailOf, useMailedCampus } from "./testing/mailed-campus.ts";
import { noticeFor, PREFERENCES, tellAll } from "./testing/telling.ts";

const campus = useMailedCampus();

describe("what somebody chooses", () => {
  it("[N9] each kind by each way, over what is usual; nobody overwrites a choice unseen", async () => {
    const player = await newPlayer(campus.server);
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
    const table = await newTable(campus.admin);
    await book(player, table.id, timeOn(1, "12:00"));
    expect((await campus.mailbox.mailTo(await emailOf(player))).subject).toBe(
      "Réservation confirmée",
    );
  });

  it("[N9] two choices at once are both kept", async () => {
    const player = await newPlayer(campus.server);
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
    const player = await newPlayer(campus.server);
    await player.patch("/api/v1/me", { locale: "en" });
    await player.patch(PREFERENCES, { groups: { queue: { mail: true } } });
    await tellAll(campus.server, [await noticeFor(campus.server, player.id)]);
    const mail = await campus.mailbox.mailTo(await emailOf(player));
    expect(mail.subject).toBe("A table for you");
    expect(mail.text).toMatch(/http:\/\/localhost:\d+\/book\n/);
    expect(mail.text).toMatch(/Choose what you get: http:\/\/localhost:\d+\/notifications/);
    expect(mail.messageId).toMatch(/@babyfoot>$/);
  });
});
