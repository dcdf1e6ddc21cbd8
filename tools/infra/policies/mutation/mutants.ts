import { POLICIES } from "../all-policies.ts";
import { AppliedState, type Json, type Resource } from "../applied-state.ts";
import { type Path, withValue } from "../changes.ts";
import { judge, type Policy } from "../policy.ts";
import { FURTHER_RULES } from "../rules/further.ts";
import { RELEVANT } from "./relevant.ts";

/** One attribute of one resource, weaker than it was applied. */
export interface Mutant {
  readonly address: string;
  readonly path: string;
  /** `type pattern`, as the table of relevant attributes has it. */
  readonly entry: string;
  readonly weaker: Json;
  readonly state: AppliedState;
}

/** Every weakening of every relevant attribute in a state, one at a time. */
export function* mutants(state: AppliedState): Generator<Mutant> {
  for (const resource of state.resources)
    for (const [pattern, weaker] of Object.entries(RELEVANT[resource.type] ?? {}))
      for (const [path, current] of placesOf(resource, pattern))
        for (const value of weaker(current, state, resource)) {
          if (JSON.stringify(value) === JSON.stringify(current)) continue;
          const changed = withValue(resource, path, value);
          yield {
            address: resource.address,
            path: path.join("."),
            entry: `${resource.type} ${pattern}`,
            weaker: value,
            state: new AppliedState(
              state.resources.map((one) => (one === resource ? changed : one)),
            ),
          };
        }
}

/** Attributes that are weaker when there than when not: a value is put where none was. */
const PUT_IN =
  /(^|\.)(password|manage_master_user_password|secret_string|key_name|ingress|force_destroy|actions_enabled|cidr_ipv4)$/;

function placesOf(resource: Resource, pattern: string): [Path, Json][] {
  let places: [Path, Json][] = [[[], resource.values]];
  for (const step of pattern.split(".")) {
    const name = step.replace("[]", "");
    places = places.flatMap(([path, value]) => {
      const inner = isBlock(value) ? (value[name] ?? null) : null;
      if (!step.endsWith("[]")) return [[[...path, name], inner] as [Path, Json]];
      const list = Array.isArray(inner) ? inner : [];
      return list.map((one, index): [Path, Json] => [[...path, name, index], one]);
    });
  }
  return places.filter(([, value]) => value !== null || PUT_IN.test(pattern));
}

function isBlock(value: Json): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All rules, numbered or not. */
export const RULES: readonly Policy[] = [...POLICIES, ...FURTHER_RULES];

/**
 * A rule that says something of a mutant that it did not say of the state as it was applied. Those
 * that have not seen anything yet are asked first, so that each gets its turn.
 */
export function caughtBy(
  mutant: Mutant,
  before: ReadonlySet<string>,
  seeing: ReadonlySet<string>,
): string | undefined {
  const inTurn = [...RULES].sort((one, other) => turn(one, seeing) - turn(other, seeing));
  return inTurn.find((rule) => findings(rule, mutant.state).some((one) => !before.has(one)))?.id;
}

function turn({ id }: Policy, seeing: ReadonlySet<string>): number {
  return seeing.has(id) ? 1 : 0;
}

/** What is said of a state as it was applied. */
export function saidOf(state: AppliedState): ReadonlySet<string> {
  return new Set(RULES.flatMap((rule) => findings(rule, state)));
}

function findings(rule: Policy, state: AppliedState): string[] {
  return judge(rule, [state]).map(
    ({ policy, address, sentence }) => `${policy} ${address} ${sentence}`,
  );
}
