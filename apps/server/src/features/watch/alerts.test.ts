import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, codeOf, newPlayer } from "../../../test/client.ts";
import { ADMIN, startServer } from "../../../test/server.ts";
import { readSettings } from "../../config.ts";
import { newId } from "../../platform/ids.ts";
import { addJob } from "../../platform/mail/job-queue.ts";
import {
  OPERATOR,
  SECRET,
  startWatchedCampus,
  type WatchedCampus,
} from "./testing/watched-campus.ts";
import { watchOnce } from "./watch.jobs.ts";

const SILENCES = "/api/v1/silences";

let campus: WatchedCampus;
let admin: Client;
beforeAll(async () => {
  campus = await startWatchedCampus();
  admin = campus.admin;
});
afterAll(() => campus.close());

async function drill(ok: boolean): Promise<void> {
  await sql`insert into drills (id, repository, started_at, finished_at, ok, restored_to, restore_seconds, rpo_seconds, error)
    values (${newId()}, 'local', now() - interval '20 s', clock_timestamp(), ${ok}, ${ok ? new Date() : null},
      ${ok ? 4 : null}, ${ok ? 12 : null}, ${ok ? null : "it does not start"})`.execute(
    campus.server.database.db,
  );
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

describe("an alarm that fires", () => {
  it("[W24] is told by mail in the reader's language, to administrators and to whoever operates, with what to do first", async () => {
    await campus.backUp(false);
    await campus.watchInBoth();
    const [mine, theirs] = [
      await campus.mailbox.mailTo(ADMIN.email),
      await campus.mailbox.mailTo(OPERATOR),
    ];
    expect(mine.subject).toBe("La dernière sauvegarde a échoué");
    expect(mine.text).toContain("`babyfoot backup`");
    expect(mine.text).toContain("http://foot.campus.test/admin/health#backup_failed");
    expect(mine.text).not.toContain("/notifications");
    expect(theirs.subject).toBe("The last backup has failed");
    expect(theirs.text).toContain("http://foot.campus.test/admin/health#backup_failed");
  });

  it("[W25] is posted to the webhook, signed", async () => {
    const { path, body, headers } = await campus.receiver.call(1);
    expect(path).toBe("/alarms");
    expect(headers["babyfoot-id"]).toBe(`${JSON.parse(body).id}:fired:0`);
    const signed = `${headers["babyfoot-timestamp"]}.${body}`;
    const signature = createHmac("sha256", SECRET).update(signed).digest("hex");
    expect(headers["babyfoot-signature"]).toBe(`v1=${signature}`);
    expect(JSON.parse(body)).toMatchObject({
      event: "alert_fired",
      text: expect.stringContaining("The last backup has failed"),
      data: { rule: "backup_failed", severity: "critical" },
    });
  });

  it("[W26] is told once, however many workers judge, how often, and whatever is started again", async () => {
    for (let turn = 0; turn < 5; turn += 1) await campus.watchInBoth();
    const { databaseUrl } = campus.server;
    const again = await startServer({ environment: campus.environment, databaseUrl });
    await watchOnce({
      database: again.database,
      settings: readSettings({ ...campus.environment }),
    });
    await again.close();
    const { rows } = await sql<{ told: number }>`
      select count(*)::int as told from notices where kind = 'alert_fired'`.execute(
      campus.server.database.db,
    );
    expect(rows).toEqual([{ told: 1 }]);
    expect(await campus.alertOf("backup_failed")).toMatchObject({
      state: "firing",
      severity: "critical",
    });
    expect(campus.mailbox.mailsTo(ADMIN.email)).toHaveLength(1);
    expect(campus.mailbox.mailsTo(OPERATOR)).toHaveLength(1);
    expect(campus.receiver.calls).toHaveLength(1);
  });

  it("[W27] is told again after a day in which it was not mended", async () => {
    await sql`update alert_episodes set told_at = told_at - interval '1 day'`.execute(
      campus.server.database.db,
    );
    await campus.watchInBoth();
    expect((await campus.mailbox.mailTo(OPERATOR, 2)).subject).toBe(
      "Still: The last backup has failed",
    );
    await campus.watchInBoth();
    expect((await campus.mailbox.mailTo(ADMIN.email, 2)).subject).toMatch(/^Toujours/);
    expect(campus.mailbox.mailsTo(OPERATOR)).toHaveLength(2);
  });

  it("[W24] tells once that it is over", async () => {
    await campus.backUp(true);
    await campus.watchInBoth();
    await campus.watchInBoth();
    const { subject } = await campus.mailbox.mailTo(OPERATOR, 3);
    expect(subject).toBe("Over: The last backup has failed");
    expect(JSON.parse((await campus.receiver.call(3)).body)).toMatchObject({
      event: "alert_cleared",
    });
    await campus.mailbox.mailTo(ADMIN.email, 3);
    expect(await campus.alertOf("backup_failed")).toMatchObject({ state: "well", since: null });
    const [episode] = (await campus.health()).episodes;
    expect(episode).toMatchObject({ rule: "backup_failed", clearedAt: expect.any(String) });
  });

  it("[W25] is not posted any more once it is over", async () => {
    const [episode] = (await campus.health()).episodes;
    const { db } = campus.server.database;
    const { id = "", rule = "" } = episode ?? {};
    const story = { id, rule, event: "fired", at: new Date().toISOString() };
    const payload = { ...story, ...{ text: "late", link: "http://x.test", value: "1", told: "0" } };
    await db.transaction().execute((tx) => addJob(tx, { task: "call_alert_webhook", payload }));
    const waiting = () =>
      db.selectFrom("jobs").select("id").where("task", "=", "call_alert_webhook").execute();
    await expect.poll(waiting).toEqual([]);
    expect(campus.receiver.calls).toHaveLength(3);
  });

  it("[W28] is in the inbox too", async () => {
    const { items } = (await admin.get("/api/v1/me/inbox")).body;
    const subjects = items.map(({ subject }: { subject: string }) => subject);
    expect(subjects).toEqual([
      "C’est fini\u00a0: La dernière sauvegarde a échoué",
      "Toujours\u00a0: La dernière sauvegarde a échoué",
      "La dernière sauvegarde a échoué",
    ]);
    expect(items[0].link).toBe("/admin/health#backup_failed");
  });
});

describe("a silence", () => {
  it("[W30] has its alarm tell nobody anything, and shows it all the same", async () => {
    const wish = { rule: "drill_failed", reason: "The repository moves", endsAt: tomorrow() };
    const made = await admin.post(SILENCES, wish);
    expect([made.status, made.body]).toMatchObject([201, { reason: "The repository moves" }]);
    const before = campus.mailbox.mailsTo(OPERATOR).length;
    await drill(false);
    await campus.watchInBoth();
    expect(await campus.alertOf("drill_failed")).toMatchObject({
      state: "firing",
      silencedUntil: wish.endsAt,
    });
    const report = await campus.health();
    expect(report.silences).toMatchObject([
      { rule: "drill_failed", createdBy: expect.any(String) },
    ]);
    expect(report.recovery.lastDrill).toMatchObject({ ok: false, error: "it does not start" });
    // What is written to the outbox is there once the judgement has committed.
    expect(campus.mailbox.mailsTo(OPERATOR)).toHaveLength(before);
    const { rows } = await sql`
      select from mails where recipient = ${OPERATOR} union all
      select from jobs where task = 'call_alert_webhook'`.execute(campus.server.database.db);
    expect(rows).toEqual([]);
  });

  it("[W31] that is ended tells what still fires, and both are audited", async () => {
    const [silence] = (await campus.health()).silences;
    const before = campus.mailbox.mailsTo(OPERATOR).length;
    expect((await admin.delete(`${SILENCES}/${silence?.id}`)).status).toBe(204);
    await campus.watchInBoth();
    const { subject } = await campus.mailbox.mailTo(OPERATOR, before + 1);
    expect(subject).toBe("The restore drill has failed");
    const { items } = (await admin.get(`/api/v1/audit?subjectId=${silence?.id}`)).body;
    const actions = items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(["alert.silence_ended", "alert.silenced"]);
    expect(items[1].details).toEqual({ name: "drill_failed", reason: "The repository moves" });
  });

  it("[W30] that comes after its alarm was told has it end untold", async () => {
    const wish = { rule: "drill_failed", reason: "Known", endsAt: tomorrow() };
    expect((await admin.post(SILENCES, wish)).status).toBe(201);
    await drill(true);
    await campus.watchInBoth();
    const [episode] = (await campus.health()).episodes;
    expect(episode).toMatchObject({ rule: "drill_failed", clearedAt: expect.any(String) });
    const { rows } = await sql`
      select from notices n join alert_episodes e on e.id::text = n.subject
      where e.rule = 'drill_failed' and n.kind = 'alert_cleared'`.execute(
      campus.server.database.db,
    );
    expect(rows).toEqual([]);
  });

  it("[W32] ends by itself, at the latest after 30 days, and is for administrators alone", async () => {
    const wish = { rule: "cpu", reason: "Import" };
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const past = await admin.post(SILENCES, { ...wish, endsAt: at(-1_000) });
    expect(codeOf(past)).toEqual([422, "in_the_past"]);
    const long = await admin.post(SILENCES, { ...wish, endsAt: at(31 * 86_400_000) });
    expect(codeOf(long)).toEqual([400, "invalid_input"]);
    const none = await admin.post(SILENCES, { ...wish, rule: "weather", endsAt: tomorrow() });
    expect(codeOf(none)).toEqual([400, "invalid_input"]);
    const player = await newPlayer(campus.server);
    expect(codeOf(await player.post(SILENCES, { ...wish, endsAt: tomorrow() }))).toEqual([
      403,
      "forbidden",
    ]);
  });
});
