import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StandIns } from "./stand-ins.ts";

let programs: StandIns;
beforeEach(() => {
  programs = new StandIns();
});
afterEach(() => programs.remove());

describe("infra/restore-test.sh", () => {
  const RESTORED = "babyfoot-campus-restore-test";
  const account = (extra = "") =>
    programs.add(
      "aws",
      `${extra}
      case "$*" in
        *describe-db-instances*${RESTORED}*Endpoint*) echo restored.example ;;
        *Endpoint*) echo running.example ;;
        *LatestRestorableTime*) echo 2026-11-27T11:55:00Z ;;
        *describe-db-instances*) echo something ;;
      esac`,
    );
  const counts = (restored: number, running: number) =>
    programs.add(
      "psql",
      `case "$*" in *restored.example*) echo ${restored} ;; *) echo ${running} ;; esac`,
    );
  const run = () => programs.run("restore-test.sh", ["campus"]);
  const removed = () =>
    programs
      .calls()
      .filter((call) => call.includes(`delete-db-instance --db-instance-identifier ${RESTORED}`));

  it("restores beside the running one, finds the same, and removes what it made", () => {
    account();
    counts(100, 103);
    const { code, said } = run();
    expect(said).toContain("and the same");
    expect(code).toBe(0);
    expect(programs.calls()).toContainEqual(
      expect.stringContaining(`--target-db-instance-identifier ${RESTORED}`),
    );
    expect(removed()).toHaveLength(1);
  });

  it("never deletes the running one", () => {
    account();
    counts(100, 100);
    run();
    const deletions = programs.calls().filter((call) => call.includes("delete-db-instance"));
    expect(deletions).toEqual(removed());
  });

  it.each([
    ["the running one has fewer rows than were restored", 100, 90],
    ["rows are missing from what was restored", 100, 5000],
  ])("says so when %s", (_, restored, running) => {
    account();
    counts(restored, running);
    expect(run().code).toBe(2);
    expect(removed()).toHaveLength(1);
  });

  it("removes what it made when it never became available", () => {
    account('case "$*" in *wait*) exit 255 ;; esac');
    expect(run().code).toBe(1);
    expect(removed()).toHaveLength(1);
  });

  it("removes what it made when nothing can be counted", () => {
    account();
    programs.add("psql", "exit 2");
    expect(run().code).toBe(2);
    expect(removed()).toHaveLength(1);
  });

  it("makes nothing of a database that is not there", () => {
    programs.add("aws", "exit 254");
    expect(run().code).toBe(1);
    expect(programs.calls().some((call) => call.includes("restore-db-instance"))).toBe(false);
    expect(removed()).toHaveLength(0);
  });

  it("says what is left when it cannot be removed", () => {
    account('case "$*" in *delete-db-instance*) exit 255 ;; esac');
    counts(1, 1);
    const { code, said } = run();
    expect(code).toBe(3);
    expect(said).toContain(RESTORED);
  });
});

describe("infra/offsite-dump.sh", () => {
  const RECIPIENT = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
  const there = () => path.join(programs.folder, "dumps");
  const dumps = () => readdirSync(there()).filter((name) => name.endsWith(".dump.age"));
  const run = (environment: Record<string, string> = {}) =>
    programs.run("offsite-dump.sh", [there()], {
      DATABASE_URL: "postgresql://owner@127.0.0.1/babyfoot",
      AGE_RECIPIENT: RECIPIENT,
      ...environment,
    });

  beforeEach(() => {
    programs.add("pg_dump", "echo everybody");
    programs.add("age", "tr a-z n-za-m");
  });

  it("writes a dump that is encrypted for the recipient, with its checksum", () => {
    expect(run().code).toBe(0);
    const [name = ""] = dumps();
    expect(readFileSync(path.join(there(), name), "utf8")).toBe("rirelobql\n");
    expect(readFileSync(path.join(there(), `${name}.sha256`), "utf8")).toContain(name);
    expect(programs.calls()).toContain(`age --encrypt --recipient ${RECIPIENT}`);
  });

  it.each(["pg_dump", "age"])("leaves nothing behind when %s breaks off", (program) => {
    programs.add(program, "echo half; exit 1");
    expect(run().code).not.toBe(0);
    expect(readdirSync(there())).toEqual([]);
  });

  it("keeps the newest", () => {
    mkdirSync(there());
    for (const day of ["01", "08", "15"])
      writeFileSync(path.join(there(), `babyfoot-202601${day}T000000Z.dump.age`), "old");
    run({ KEEP: "2" });
    const kept = dumps().sort();
    expect(kept).toHaveLength(2);
    expect(kept[0]).toContain("20260115");
  });

  it("dumps nothing for somebody who has no key", () => {
    const { code, said } = run({ AGE_RECIPIENT: "me@example.org" });
    expect(code).toBe(1);
    expect(said).toContain("no public key of age");
    expect(programs.calls()).toEqual([]);
  });
});
