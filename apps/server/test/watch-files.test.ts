import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ALERT_RULES, type AlertRule } from "@babyfoot/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { RULES } from "../src/features/watch/rules.ts";
import { RULE_WORDS } from "../src/features/watch/watch.messages.ts";
import { Client } from "./client.ts";
import { useServer } from "./server.ts";

const server = useServer();
const file = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(file(path), "utf8");

interface PrometheusRule {
  alert: string;
  expr: string;
  for?: string;
  labels: { severity: string; rule?: AlertRule };
  annotations: { summary: string; runbook: string };
}

const RULES_FILE = "infra/watch/babyfoot.rules.yml";
const rules = (): PrometheusRule[] => parse(read(RULES_FILE)).groups[0].rules;
const runbook = read("docs/operations/runbook.md");

/** Names in an expression that are those of metrics: no functions, labels or their values. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/\b(?:by|without)\s*\([^)]*\)/g, "")
    .replace(/\[[^\]]*\]/g, "");
  const words = bare.match(/[a-z_][a-z0-9_:]*(?!\s*\()\b/gi) ?? [];
  return words.filter((word) => word.includes("_") && !bare.includes(`${word}(`));
}

let known: ReadonlySet<string>;
beforeAll(async () => {
  const { body } = await new Client(server()).get("/metrics");
  const told = [...String(body).matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
    type === "histogram" ? ["_bucket", "_count", "_sum"].map((end) => `${name}${end}`) : [name],
  );
  known = new Set(told.map(String));
});

describe("what Prometheus and Grafana are given", () => {
  it("[W42] names only metrics that a running server has", () => {
    const panels: { targets?: { expr: string }[] }[] = JSON.parse(
      read("infra/watch/grafana/dashboards/babyfoot.json"),
    ).panels;
    const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const expressions = [...shown, ...rules().map(({ expr }) => expr)];
    const named = new Set(expressions.flatMap(metricsIn));
    expect(named.size).toBeGreaterThan(40);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
    // Every expression is of something.
    for (const expr of expressions)
      expect(metricsIn(expr).length > 0 || expr.includes("up{")).toBe(true);
  });

  it("[W42] shows on the dashboard every metric of ours", () => {
    const dashboard = read("infra/watch/grafana/dashboards/babyfoot.json");
    const ours = [...known].filter((name) => name.startsWith("babyfoot_"));
    const families = new Set(ours.map((name) => name.replace(/_(bucket|count|sum)$/, "")));
    expect(families.size).toBeGreaterThan(40);
    expect([...families].filter((name) => !dashboard.includes(name))).toEqual([]);
  });

  it("[W42] has a rule for each of the application's, with its threshold, time and line", () => {
    const byRule = new Map(rules().map((rule) => [rule.labels.rule, rule]));
    const minutes = { "1m": 60, "2m": 120, "5m": 300, "1h": 3_600 } as Record<string, number>;
    for (const name of ALERT_RULES) {
      const { beyond, direction, forSeconds, severity } = RULES[name];
      const rule = byRule.get(name);
      const sign = direction === "above" ? ">" : "<";
      expect(rule?.expr).toContain(`${sign} ${beyond}`);
      expect(minutes[rule?.for ?? ""] ?? 0).toBe(forSeconds);
      expect(rule?.labels.severity).toBe(severity);
      expect(rule?.annotations.runbook).toBe(`docs/operations/runbook.md#${name}`);
    }
  });

  it("[W42] and every alarm has its line in the runbook, in the words of mails and of the page", () => {
    for (const name of ALERT_RULES) {
      const { title, firstDo } = RULE_WORDS.en[name];
      expect(runbook).toContain(
        `\n## ${name}\n\n**${title}** (${RULES[name].severity}). ${firstDo}`,
      );
    }
    for (const { annotations } of rules())
      expect(runbook).toContain(`\n## ${annotations.runbook.split("#")[1]}\n`);
  });

  it("[W42] passes promtool, where it is installed", ({ annotate }) => {
    const promtool = (...args: string[]) => spawnSync("promtool", args, { encoding: "utf8" });
    if (promtool("--version").error !== undefined) {
      annotate(
        "promtool is not installed (apt install prometheus): the rules were parsed, not run",
      );
      expect(rules().length).toBeGreaterThan(ALERT_RULES.length);
      return;
    }
    for (const args of [
      ["check", "rules", file(RULES_FILE)],
      ["test", "rules", file("infra/watch/babyfoot.rules.test.yml")],
      ["check", "config", file("infra/watch/prometheus.yml")],
    ]) {
      const { status, stdout, stderr } = promtool(...args);
      expect(status, `${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
    }
  });
});
