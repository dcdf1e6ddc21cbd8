import { describe, expect, it } from "vitest";
import type { BackupRow } from "../backups/backups.service.ts";
import { failedRepositories, hoursSinceBackup } from "./backup-rules.ts";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-10T12:00:00Z");

/** A backup that ended so many hours ago. */
function backup(repository: string, hoursAgo: number, { kind = "full", ok = true } = {}) {
  const at = new Date(NOW - hoursAgo * HOUR);
  const row: BackupRow = {
    ...{ id: `${repository} ${hoursAgo}`, repository, kind, ok, bytes: 1, label: null },
    ...{ error: ok ? null : "full", started_at: at, finished_at: at, reported_at: at },
  };
  return row;
}

const seen = (lastTried: BackupRow[], lastGood: BackupRow[], nightlyDumps: string[] = []) => ({
  backups: { lastTried, lastGood, nightlyDumps, lastDrill: undefined, lastGoodDrill: undefined },
  now: NOW,
});
const hoursLate = (rows: BackupRow[], nightlyDumps?: string[]) =>
  hoursSinceBackup(seen(rows, rows, nightlyDumps));

describe("[W34] how late backups are", () => {
  it("is that of the place where the last one that went well is longest ago", () => {
    expect(hoursLate([backup("local", 3), backup("offsite", 50)])).toBe(50);
    const incremental = backup("offsite", 2, { kind: "incremental" });
    expect(hoursLate([backup("local", 3), backup("offsite", 50), incremental])).toBe(3);
  });

  it("does not count a place that was given up a month ago, but does where all have stopped", () => {
    expect(hoursLate([backup("local", 3), backup("old", 31 * 24)])).toBe(3);
    expect(hoursLate([backup("local", 40 * 24)])).toBe(40 * 24);
  });

  it("counts from the first try where none went well", () => {
    const tries = [backup("local", 3, { ok: false }), backup("offsite", 1)];
    expect(hoursSinceBackup(seen(tries, tries.slice(1)))).toBe(3);
  });

  it("counts files where they come nightly, not where somebody makes one", () => {
    const file = backup("file", 90, { kind: "dump" });
    expect(hoursLate([file])).toBeNull();
    expect(hoursLate([file], ["file"])).toBe(90);
  });
});

it("[W34] a failed backup is one for eight days: where nothing is tried any more, lateness tells", () => {
  const failed = (days: number) => {
    const tries = [backup("old", days * 24, { ok: false }), backup("local", 1)];
    return failedRepositories(seen(tries, []));
  };
  expect([failed(7), failed(9)]).toEqual([["old"], []]);
});
