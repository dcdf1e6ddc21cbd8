import { beforeEach, describe, expect, it } from "vitest";
import { useServer } from "../../test/server.ts";
import { readSettings } from "../config.ts";
import { readBackupState } from "../features/backups/backups.service.ts";
import { reportCommand } from "./report-command.ts";

const server = useServer();
let complained: string[];
beforeEach(() => {
  complained = [];
});
const report = (what: string, said: unknown) =>
  reportCommand([what, typeof said === "string" ? said : JSON.stringify(said)], {
    settings: readSettings({ DATABASE_URL: server().databaseUrl }),
    say: () => undefined,
    complain: (line) => void complained.push(line),
  });

const backup = {
  ...{ kind: "full", repository: "local", label: "20261129-013500F", bytes: 1_234_567 },
  ...{ startedAt: "2026-11-29T01:35:00Z", finishedAt: "2026-11-29T01:36:10+00:00", ok: true },
};
const drill = {
  ...{ startedAt: "2026-11-29T03:00:00Z", finishedAt: "2026-11-29T03:01:00Z", repository: "local" },
  ...{ backupLabel: backup.label, ok: true, restoredTo: "2026-11-29T02:59:30Z", rpoSeconds: 30 },
  ...{ restoreSeconds: 4.5, rows: { tables: 6 }, checksums: { tables: "12" }, differences: [] },
  ...{ erasuresReplayed: 0, checked: { constraints: 200 } },
};

describe("report.js", () => {
  it("[B6] writes down backups and drills, and whoever watches finds the newest of each", async () => {
    const failed = {
      ...backup,
      startedAt: "2026-11-30T01:35:00Z",
      finishedAt: "2026-11-30T01:35:01Z",
    };
    const offsite = { ...backup, repository: "offsite", kind: "incremental" };
    for (const said of [backup, { ...failed, ok: false, error: "the disk is full" }, offsite])
      expect([await report("backup", said), complained]).toEqual([0, []]);
    const late = { ...drill, startedAt: failed.startedAt, finishedAt: failed.finishedAt };
    const broken = { ...late, ok: false, differences: ["tables: 1 rows are missing"] };
    for (const said of [drill, broken]) expect(await report("drill", said)).toBe(0);
    const state = await readBackupState(server().database.db);
    const shown = state.lastTried.map(({ repository, kind, ok }) => [repository, kind, ok]);
    expect(shown).toEqual([
      ["local", "full", false],
      ["offsite", "incremental", true],
    ]);
    expect(state.lastGood.map(({ repository, bytes }) => [repository, bytes])).toEqual([
      ["local", 1_234_567],
      ["offsite", 1_234_567],
    ]);
    expect(state.lastDrill).toMatchObject({ ok: false, differences: broken.differences });
    expect(state.lastGoodDrill).toMatchObject({
      ...{ backup_label: backup.label, rpo_seconds: 30, restore_seconds: 4.5, rows: { tables: 6 } },
      restored_to: new Date(drill.restoredTo),
    });
  });

  it.each([
    ["backup", "no json", "not JSON"],
    ["backup", { ...backup, kind: "yearly" }, "kind: "],
    ["backup", { ...backup, ok: false }, "error: says why a backup failed"],
    [
      "backup",
      { ...backup, finishedAt: "2026-11-28T00:00:00Z" },
      "finishedAt: is before startedAt",
    ],
    ["backup", { ...backup, size: 3 }, "size"],
    ["drill", { ...drill, differences: ["one"] }, "ok: cannot be true with differences"],
    ["drill", { ...drill, restoreSeconds: undefined }, "restoreSeconds: is needed"],
  ])("[B6] refuses a %s report that is wrong: %j", async (what, said, why) => {
    expect(await report(what, said)).toBe(1);
    expect(complained.join()).toContain(why);
  });

  it("[B6] says how it is called", async () => {
    expect(await report("summary", {})).toBe(2);
  });

  it.each(["backups", "drills"])("[B6] %s can neither be changed nor deleted", async (table) => {
    const { query } = server().database;
    await expect(query({ text: `update ${table} set ok = true` })).rejects.toThrow(
      "only ever added",
    );
    await expect(query({ text: `delete from ${table}` })).rejects.toThrow("only ever added");
  });
});
