import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { keptState, SIZE_NAMES } from "../applied/kept.ts";
import { DOCS } from "../places.ts";
import { AppliedState, type Resource } from "../policies/applied-state.ts";
import { text, texts } from "../policies/attributes.ts";
import { goesOff, valuesOf } from "./alarm.ts";
import { metricOf, shownMetrics, strayDimensions } from "./metrics.ts";
import { runbookLines } from "./runbook.ts";

const alarmsOf = (size: string) => keptState(size).all("aws_cloudwatch_metric_alarm");
const nameOf = (size: string, alarm: Resource) =>
  (text(alarm.values, "alarm_name") ?? "").replace(`babyfoot-${size}-`, "");
const alarm = (size: string, name: string): Resource => {
  const found = alarmsOf(size).find((one) => nameOf(size, one) === name);
  if (!found) throw new Error(`${size} has no alarm ${name}`);
  return found;
};
const hours = (count: number, value: number | null) => Array.from({ length: count }, () => value);

describe.each(SIZE_NAMES)("the dashboard of %s", (size) => {
  const state = keptState(size);
  const body = text(state.all("aws_cloudwatch_dashboard")[0]?.values ?? {}, "dashboard_body") ?? "";

  it("shows only metrics that belong to its resources", () => {
    const metrics = shownMetrics(body).map(({ metric }) => metric);
    expect(metrics.length).toBeGreaterThan(15);
    expect(metrics.flatMap((metric) => strayDimensions(metric, state))).toEqual([]);
  });

  it("has hosts, database, application and costs on it", () => {
    const namespaces = shownMetrics(body).map(({ metric }) => metric.namespace);
    for (const namespace of ["AWS/EC2", "CWAgent", "AWS/RDS", "Babyfoot", "AWS/Billing"])
      expect(namespaces).toContain(namespace);
  });

  it("would not show a metric of a resource that is gone", () => {
    const without = new AppliedState(
      state.resources.filter(({ type }) => type !== "aws_db_instance"),
    );
    const stray = shownMetrics(body).flatMap(({ metric }) => strayDimensions(metric, without));
    expect(stray).toContainEqual(expect.stringContaining("DBInstanceIdentifier"));
  });
});

describe.each(SIZE_NAMES)("the alarms of %s", (size) => {
  const state = keptState(size);
  const alarms = alarmsOf(size);
  const runbook = runbookLines(readFileSync(path.join(DOCS, "alarms.md"), "utf8"));

  it("each go off with values beyond their threshold, and not with values within", () => {
    expect(alarms.length).toBeGreaterThan(15);
    for (const { address, values } of alarms) {
      expect(goesOff(values, valuesOf(values, "beyond")), address).toBe(true);
      expect(goesOff(values, valuesOf(values, "within")), address).toBe(false);
    }
  });

  it("each look at a metric of a resource that is there", () => {
    const stray = alarms.flatMap(({ values }) => strayDimensions(metricOf(values), state));
    expect(stray).toEqual([]);
  });

  it("each tell a topic that somebody reads, and in their own region, as AWS asks", () => {
    const read = state
      .all("aws_sns_topic_subscription")
      .map(({ values }) => [text(values, "topic_arn"), text(values, "region")]);
    for (const { address, values } of alarms) {
      const [topic = null] = texts(values, "alarm_actions");
      expect(read, address).toContainEqual([topic, text(values, "region")]);
    }
  });

  it("each have a line in the runbook, which they name", () => {
    for (const one of alarms) {
      const name = nameOf(size, one);
      expect(runbook.has(name), name).toBe(true);
      expect(text(one.values, "alarm_description")).toContain(`docs/infra/alarms.md, ${name}`);
    }
  });
});

describe("the alarms that the brief names", () => {
  it("go off when PostgreSQL computes above 80 %", () => {
    const { values } = alarm("campus", "database-cpu");
    expect(goesOff(values, hours(5, 81))).toBe(true);
    expect(goesOff(values, hours(5, 79))).toBe(false);
  });

  it("go off with less than 2 GB of storage left", () => {
    const { values } = alarm("campus", "database-storage");
    expect(goesOff(values, hours(5, 1.9 * 2 ** 30))).toBe(true);
    expect(goesOff(values, hours(5, 2.1 * 2 ** 30))).toBe(false);
  });

  it.each([
    ["campus", 85],
    ["region", 341],
  ])("go off in %s with more than 80 %% of %i connections", (size, most) => {
    const { values } = alarm(size, "database-connections");
    expect(goesOff(values, hours(5, Math.ceil(most * 0.81)))).toBe(true);
    expect(goesOff(values, hours(5, Math.floor(most * 0.79)))).toBe(false);
  });

  it("go off when a night passes without a snapshot, and not before its hour comes round", () => {
    const { values } = alarm("campus", "backup-missing");
    expect(goesOff(values, hours(27, null))).toBe(true);
    expect(goesOff(values, [1, ...hours(26, null)])).toBe(false);
  });

  it("are not woken by one slow minute", () => {
    const { values } = alarm("campus", "latency");
    expect(goesOff(values, [0.1, 0.1, 0.1, 0.1, 2])).toBe(false);
    expect(goesOff(values, hours(5, 0.6))).toBe(true);
  });
});

describe("the runbook", () => {
  it("has no line for an alarm that no size has", () => {
    const known = new Set(
      SIZE_NAMES.flatMap((size) => alarmsOf(size).map((one) => nameOf(size, one))),
    );
    const lines = runbookLines(readFileSync(path.join(DOCS, "alarms.md"), "utf8"));
    expect(lines.size).toBeGreaterThan(20);
    expect([...lines.keys()].filter((name) => !known.has(name))).toEqual([]);
  });
});
