import * as contract from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { compileContract } from "../../../build/compiled-contract.ts";
import { sampleEvent, sampleMatch, sampleTable } from "../testing/samples.ts";
import { compiled, listOf } from "./json-schema.ts";

interface Checker {
  parse(value: unknown): unknown;
}

/** Runs the compiled module's source with the checker it asks for. */
function runCompiled(): Record<string, Checker> {
  const names: string[] = [];
  const body = compileContract("checker")
    .split("\n")
    .filter((line) => !line.startsWith("import ") && line !== "export { listOf };")
    .map((line) => {
      const name = /^export const (\w+)/.exec(line)?.[1];
      if (name) names.push(name);
      return line.replace(/^export /, "");
    })
    .join("\n");
  const run = new Function("compiled", `${body}\nreturn { ${names.join(", ")} };`);
  return run(compiled);
}

const small = runCompiled();
const match = sampleMatch({ red: [], lastGoalAt: "2026-11-23T12:00:30.000Z" });
const table = sampleTable({
  currentMatch: match,
  openFaults: [{ kind: "sensor", blocking: true }],
});
const problem = { type: "about:blank", title: "t", status: 404, code: "not_found" };
const goal = { type: "match.goal", match, events: [sampleEvent()] };
const snapshot = { type: "snapshot", at: match.startedAt, tables: [table], matches: [match] };
const player = { id: match.id, displayName: "Léa", avatar: null };

const samples: [string, Checker, unknown][] = [
  ["matchSchema", contract.matchSchema, match],
  ["tableSchema", contract.tableSchema, table],
  ["timelineEventSchema", contract.timelineEventSchema, sampleEvent()],
  ["problemSchema", contract.problemSchema, { ...problem, errors: [{ path: "/a", message: "b" }] }],
  ["liveMessageSchema", contract.liveMessageSchema, goal],
  ["liveMessageSchema", contract.liveMessageSchema, snapshot],
  ["playerSchema", contract.playerSchema, player],
  ["sessionSchema", contract.sessionSchema, null],
];

function accepts(schema: Checker | undefined, value: unknown): boolean {
  if (!schema) throw new Error("there is no such schema");
  try {
    schema.parse(value);
    return true;
  } catch {
    return false;
  }
}

const WRONG = [undefined, null, "x", 1.5, -1, true, [], {}];

/** The value with one thing in it replaced, for every thing in it. */
function spoiled(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const put = (changed: unknown) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    return [...WRONG, ...spoiled(item)].map(put);
  });
}

describe.each(samples)("the compiled %s", (name, schema, sample) => {
  it("accepts what the contract accepts", () => {
    expect(accepts(schema, sample)).toBe(true);
    expect(accepts(small[name], sample)).toBe(true);
  });

  it("refuses what the contract refuses, whatever is spoiled", () => {
    const differing = spoiled(sample).filter(
      (value) => accepts(schema, value) !== accepts(small[name], value),
    );
    expect(differing).toEqual([]);
  });
});

it("compiles every schema of the contract", () => {
  const schemas = Object.keys(contract).filter((name) => name.endsWith("Schema"));
  const functions = ["lineSchema"];
  expect(schemas.filter((name) => !(name in small) && !functions.includes(name))).toEqual([]);
});

it("checks lists as the contract does", () => {
  const checker = listOf(compiled({ type: "string" }));
  expect(accepts(checker, { items: ["a"], nextCursor: null })).toBe(true);
  expect(accepts(checker, { items: [1], nextCursor: null })).toBe(false);
  expect(accepts(checker, { items: [] })).toBe(false);
});
