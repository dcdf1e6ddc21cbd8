import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { POLICIES } from "../all-policies.ts";
import type { Json } from "../applied-state.ts";
import { SIZES } from "../exceptions.ts";
import { FURTHER_RULES } from "../rules/further.ts";
import { kept } from "../testing/kept-states.ts";
import { verdicts } from "../verdict.ts";
import type { Means, Row } from "./row.ts";
import { ROWS } from "./rows.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const RULES = [...POLICIES, ...FURTHER_RULES].map(({ id }) => id);

/** What must be named so that a row is shown by a means. */
const SHOWN_BY: Record<Means, (row: Row) => readonly unknown[]> = {
  P: ({ policies = [], facts = [] }) => [...policies, ...facts],
  T: ({ runs = [] }) => runs,
  U: ({ tests = [] }) => tests,
  V: ({ tests = [] }) => tests,
  M: ({ tests = [] }) => tests,
  D: ({ tests = [] }) => tests,
  R: ({ documents = [] }) => documents,
};

describe("the rubric", () => {
  it("has the rows 1 to 63 and 66 to 75, each once", () => {
    const wanted = Array.from({ length: 75 }, (_, index) => index + 1).filter(
      (number) => number !== 64 && number !== 65,
    );
    expect(ROWS.map(({ number }) => number)).toEqual(wanted);
  });
});

describe.each(ROWS)("row $number: $requirement", (row) => {
  it("is shown by each of the means that it is to be shown by", () => {
    for (const means of row.how)
      if (row.instead?.[means] === undefined)
        expect(SHOWN_BY[means](row).length, means).toBeGreaterThan(0);
    expect(row.how.length).toBeGreaterThan(0);
  });

  it("names only what there is", () => {
    for (const { application, address, values } of row.facts ?? []) {
      const found = kept(application).resources.find((one) => one.address === address);
      expect(found, `${application}: ${address}`).toBeDefined();
      for (const [where, value] of Object.entries(values))
        expect(valueAt(found?.values ?? {}, where), `${address}: ${where}`).toEqual(value);
    }
    for (const id of row.policies ?? []) expect(RULES).toContain(id);
    // A name may begin with the number of the rule that it shows.
    for (const [file, name] of row.tests ?? [])
      expect(read(file)).toMatch(new RegExp(`"(\\[\\w+\\] )?${escaped(name)}"`));
    for (const [file, run] of row.runs ?? []) expect(read(file)).toContain(`run "${run}"`);
    for (const [file, heading] of row.documents ?? [])
      expect(read(file)).toMatch(
        heading === "" ? /./ : new RegExp(`^#+ ${escaped(heading)}$`, "m"),
      );
    for (const file of row.files ?? []) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});

describe.each(SIZES)("the size %s", (size) => {
  it("obeys every policy that it does not leave out on purpose", () => {
    const all = verdicts([kept(size), kept("bootstrap")], size);
    expect(all.flatMap(({ refused }) => refused)).toEqual([]);
    expect(all).toHaveLength(58);
    const further = verdicts([kept(size), kept("bootstrap")], size, FURTHER_RULES);
    expect(further.flatMap(({ refused }) => refused)).toEqual([]);
  });
});

function valueAt(values: Json, where: string): Json {
  return where.split(".").reduce<Json>((inside, step) => {
    const owner = Array.isArray(inside) ? (inside[0] ?? null) : inside;
    return typeof owner === "object" && owner !== null && !Array.isArray(owner)
      ? (owner[step] ?? null)
      : null;
  }, values);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
