import { describe, expect, it } from "vitest";
import type { AppliedState } from "../applied-state.ts";
import { Arns } from "../simulation/power.ts";
import { ROLES } from "../simulation/powers.ts";
import { mayDo } from "../simulation/simulate.ts";
import { KEPT, kept } from "../testing/kept-states.ts";
import { unclassified } from "./attributes-seen.ts";
import { caughtBy, type Mutant, mutants, RULES, saidOf } from "./mutants.ts";
import { RELEVANT } from "./relevant.ts";

/** Rules that have seen a weakening of something that was really applied. */
const seeing = new Set<string>();
/** Entries of the table of which something was weakened. */
const weakened = new Set<string>();

describe.each(KEPT)("%s, as it was applied", (name) => {
  const state = kept(name);

  it("has no attribute of which nobody has said whether security rests on it", () => {
    expect(unclassified(state)).toEqual([]);
  });

  it("cannot be weakened in one attribute without a rule or the table of roles saying so", async () => {
    const before = saidOf(state);
    const all = [...mutants(state)];
    const unseen: string[] = [];
    for (const mutant of all) {
      const rule = caughtBy(mutant, before, seeing);
      if (rule !== undefined) seeing.add(rule);
      weakened.add(mutant.entry);
      if (rule === undefined && !(await rolesChange(name, mutant)))
        unseen.push(`${mutant.address} ${mutant.path}: ${JSON.stringify(mutant.weaker)}`);
    }
    expect(unseen).toEqual([]);
    expect(all.length).toBeGreaterThan(state.resources.length / 2);
    console.log(`${name}: ${all.length} of ${all.length} weakenings are seen.`);
  });
});

describe("every rule", () => {
  it("sees something of what is really applied, once it is weaker", () => {
    const blind = RULES.map(({ id }) => id).filter((id) => !seeing.has(id));
    // The one only forbids; the other's one subject is an exception already.
    expect(blind).toEqual(["no-users-no-keys", "secrets-change"]);
  });
});

describe("the table of what security rests on", () => {
  it("names no attribute that is nowhere, or cannot be weaker", () => {
    const entries = Object.entries(RELEVANT).flatMap(([type, attributes]) =>
      Object.keys(attributes).map((attribute) => `${type} ${attribute}`),
    );
    expect(entries.filter((entry) => !weakened.has(entry))).toEqual([]);
  });
});

const account = kept("bootstrap");

/** Whether a role of the weaker state can do what it must not, or no longer what it must. */
async function rolesChange(name: string, mutant: Mutant): Promise<boolean> {
  const arns = new Arns(mutant.state);
  for (const [address, powers] of Object.entries(ROLES[name] ?? {}))
    for (const { can, attempt } of powers)
      if ((await tries(mutant.state, address, attempt(arns))) !== can) return true;
  return false;
}

async function tries(state: AppliedState, address: string, attempt: Parameters<typeof mayDo>[3]) {
  const role = state.resources.find((one) => one.address === address);
  return role ? mayDo(state, account, role, attempt) : undefined;
}
