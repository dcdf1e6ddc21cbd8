import { describe, expect, it } from "vitest";
import { classMemory, maxConnections, poolSize } from "./pool-size.ts";

const GIB = 1024 ** 3;

describe("connections of a process", () => {
  it.each([
    ["db.t3.micro", 1, 112],
    ["db.t4g.small", 2, 225],
    ["db.t4g.medium", 4, 450],
    ["db.m6g.large", 8, 901],
    ["db.r6g.4xlarge", 128, 5000],
  ])("a %s has %d GiB and takes at most %d, by RDS's formula", (name, gib, connections) => {
    expect(classMemory(name)).toBe(gib * GIB);
    expect(maxConnections(gib * GIB)).toBe(connections);
  });

  it.each(["db.t3.nano", "t3.micro", "db.x9.micro", "db.t3", ""])("%j is no class", (name) => {
    expect(classMemory(name)).toBeUndefined();
  });

  it.each([
    ["as set, whatever the class", { DATABASE_POOL_SIZE: 7, DATABASE_CLASS: "db.t3.micro" }, 1, 7],
    ["twenty where nothing is said", {}, 4, 20],
    ["a third of the smallest", { DATABASE_CLASS: "db.t4g.micro" }, 3, 14],
    ["few of the smallest for many", { DATABASE_CLASS: "db.t4g.micro" }, 12, 2],
    ["no more than are of use", { DATABASE_CLASS: "db.m6g.large" }, 2, 50],
  ])("%s", (_name, settings, processes, size) => {
    expect(poolSize({ ...settings, DATABASE_INSTANCES: processes })).toBe(size);
  });

  it("[O7] all processes fit at once, with what they take beside, for each class and number that can be", () => {
    for (const name of ["db.t4g.micro", "db.t4g.small", "db.t4g.medium", "db.r6g.large"])
      for (let processes = 1; processes <= 5; processes += 1) {
        const size = poolSize({ DATABASE_CLASS: name, DATABASE_INSTANCES: processes });
        const there = maxConnections((classMemory(name) ?? 0) * 0.75);
        expect([name, processes, (size + 10) * processes + 12 <= there]).toEqual([
          ...[name, processes, true],
        ]);
      }
  });
});
