import { describe, expect, it } from "vitest";
import { matchingActions } from "../action-catalogue.ts";
import { kept } from "../testing/kept-states.ts";
import { Arns } from "./power.ts";
import { ROLES, ROLES_OF_AWS } from "./powers.ts";
import { mayDo } from "./simulate.ts";

describe.each(Object.entries(ROLES))("roles of %s", (application, roles) => {
  const state = kept(application);
  const arns = new Arns(state);

  it("are all in the table", () => {
    const told = [...Object.keys(roles), ...Object.keys(ROLES_OF_AWS[application] ?? {})];
    const applied = state.all("aws_iam_role").map(({ address }) => address);
    expect(new Set(told)).toEqual(new Set(applied));
  });

  it.each(Object.keys(roles))("%s can do something, and cannot do all", (address) => {
    const powers = roles[address] ?? [];
    expect(new Set(powers.map(({ can }) => can))).toEqual(new Set([true, false]));
    for (const { attempt } of powers)
      expect(matchingActions(attempt(arns).action), attempt(arns).action).toHaveLength(1);
  });

  const cases = Object.entries(roles).flatMap(([address, powers]) =>
    powers.map((power) => ({ ...power, address, verb: power.can ? "can" : "cannot" })),
  );
  it.each(cases)("$address $verb: $says", async ({ address, can, attempt }) => {
    const role = state.resources.find((one) => one.address === address);
    expect(role).toBeDefined();
    if (role) expect(await mayDo(state, kept("bootstrap"), role, attempt(arns))).toBe(can);
  });
});
