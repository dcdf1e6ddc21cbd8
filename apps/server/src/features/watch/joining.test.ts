import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDevice, newTable } from "../../../test/campus.ts";
import type { Client } from "../../../test/client.ts";
import { OPERATOR, startWatchedCampus, type WatchedCampus } from "./testing/watched-campus.ts";

const SILENCES = "/api/v1/silences";

let campus: WatchedCampus;
let admin: Client;
beforeAll(async () => {
  campus = await startWatchedCampus({ servers: 1 });
  admin = campus.admin;
});
afterAll(() => campus.close());
const db = () => campus.server.database.db;

/** What minutes of waiting do, without the waiting. */
async function letPass(minutes: number): Promise<void> {
  await sql`update alerts set breached_since = breached_since - i, well_since = well_since - i,
      more_told_at = more_told_at - i,
      things = coalesce((select jsonb_agg(jsonb_set(thing, '{since}', to_jsonb((thing ->> 'since')::timestamptz - i)))
        from jsonb_array_elements(things) thing), '[]')
    from (select make_interval(mins => ${minutes}) as i) passed`.execute(db());
}

/** A table whose sensor was heard once, and is silent. */
async function silentTable(): Promise<{ code: string; hears: (online: boolean) => Promise<void> }> {
  const table = await newTable(admin);
  const { id } = await newDevice(admin, table.id);
  const hears = async (online: boolean) => {
    await sql`update devices set online = ${online}, last_seen_at = now() where id = ${id}`.execute(
      db(),
    );
  };
  await hears(false);
  return { code: table.code, hears };
}

describe("what joins while an alarm fires", () => {
  let first: Awaited<ReturnType<typeof silentTable>>;
  let second: Awaited<ReturnType<typeof silentTable>>;
  const toldNow = () => campus.mailbox.mailsTo(OPERATOR).length;
  /** What is told is written with the judgement: mails come later. */
  const howOften = async (rule: string) => {
    const { rows } = await sql<{ told: number }>`
      select told from alert_episodes where rule = ${rule} and cleared_at is null`.execute(db());
    return rows[0]?.told;
  };

  it("[W39] a silent sensor is told of with its table, by mail, in the inbox, by webhook and on the page", async () => {
    const before = { mails: toldNow(), calls: campus.receiver.calls.length };
    first = await silentTable();
    await campus.watchInBoth();
    await letPass(5);
    await campus.watchInBoth();
    const { subject, text } = await campus.mailbox.mailTo(OPERATOR, before.mails + 1);
    expect(subject).toBe("Sensors have gone silent");
    const said = `Measured: 1\u00a0silent sensor (alarm from 1\u00a0silent sensor). Where: table ${first.code}.`;
    expect(text).toContain(said);
    const { body } = await campus.receiver.call(before.calls + 1);
    expect(JSON.parse(body).text).toContain(said);
    expect(JSON.parse(body).data).toMatchObject({ value: 1, unit: "count" });
    const { items } = (await admin.get("/api/v1/me/inbox")).body;
    expect(items[0].text).toContain("Mesuré\u00a0: 1\u00a0capteur muet");
    expect(items[0].text).toContain(`Où\u00a0: table ${first.code}.`);
    expect(await campus.alertOf("sensors_silent")).toMatchObject({
      ...{ state: "firing", measured: "1\u00a0capteur muet", where: `table ${first.code}` },
      limit: "alarme dès 1\u00a0capteur muet",
    });
  });

  it("[W36] [W26] a second table's is told of too, once, by whichever worker, as a story of its own", async () => {
    const before = { mails: toldNow(), calls: campus.receiver.calls.length };
    second = await silentTable();
    await campus.watchInBoth();
    expect(await howOften("sensors_silent")).toBe(1);
    await letPass(5);
    for (let turn = 0; turn < 3; turn += 1) await campus.watchInBoth();
    const { subject, text } = await campus.mailbox.mailTo(OPERATOR, before.mails + 1);
    expect(subject).toBe("More: Sensors have gone silent");
    expect(text).toContain(`New: table ${second.code}. Measured: 2\u00a0silent sensors (`);
    expect(text).toContain(`Where: tables ${second.code} and ${first.code}.`);
    const { headers, body } = await campus.receiver.call(before.calls + 1);
    expect(headers["babyfoot-id"]).toBe(`${JSON.parse(body).id}:fired:1`);
    expect(JSON.parse(body).event).toBe("alert_fired");
    expect(await howOften("sensors_silent")).toBe(2);
  });

  it("[W37] one that comes and goes is told of no more, and a third only an hour after the second", async () => {
    const before = toldNow();
    for (const online of [true, false]) {
      await second.hears(online);
      await campus.watchInBoth();
      await letPass(6);
    }
    const third = await silentTable();
    await campus.watchInBoth();
    await letPass(40);
    await campus.watchInBoth();
    expect(await howOften("sensors_silent")).toBe(2);
    await letPass(10);
    await campus.watchInBoth();
    expect((await campus.mailbox.mailTo(OPERATOR, before + 1)).text).toContain(
      `New: table ${third.code}.`,
    );
    expect(await howOften("sensors_silent")).toBe(3);
    await sql`update devices set online = true`.execute(db());
    await campus.watchInBoth();
    await letPass(1);
    await campus.watchInBoth();
    expect((await campus.mailbox.mailTo(OPERATOR, before + 2)).subject).toMatch(/^Over: /);
  });

  it("[W36] a second repository whose backup fails is told of; while silenced nothing is, and then what joined", async () => {
    await campus.backUp(false);
    await campus.watchInBoth();
    const before = toldNow() + 1;
    await campus.mailbox.mailTo(OPERATOR, before);
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const wish = { rule: "backup_failed", reason: "Known", endsAt };
    const { id } = (await admin.post(SILENCES, wish)).body;
    await campus.backUp(false, "offsite");
    await campus.watchInBoth();
    expect(await howOften("backup_failed")).toBe(1);
    await admin.delete(`${SILENCES}/${id}`);
    await campus.watchInBoth();
    const { subject, text } = await campus.mailbox.mailTo(OPERATOR, before + 1);
    expect(subject).toBe("More: The last backup has failed");
    expect(text).toMatch(/^New: repository offsite\. Where: repositories offsite and local\. /);
    for (const repository of ["local", "offsite"]) await campus.backUp(true, repository);
    await campus.watchInBoth();
    expect((await campus.mailbox.mailTo(OPERATOR, before + 2)).subject).toMatch(/^Over: /);
  });
});
