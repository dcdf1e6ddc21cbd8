import { describe, expect, it } from "vitest";
import { POLICIES } from "./all-policies.ts";
import { AppliedState } from "./applied-state.ts";
import { judge, NOWHERE } from "./policy.ts";
import { DATABASE_FIXTURES, OTHER_WAYS } from "./testing/database.fixtures.ts";
import type { Fixture } from "./testing/fixture.ts";
import { HOST_FIXTURES } from "./testing/hosts.fixtures.ts";
import { IDENTITY_FIXTURES } from "./testing/identity.fixtures.ts";
import { BALANCER_FIXTURES } from "./testing/load-balancer.fixtures.ts";
import { NETWORK_FIXTURES } from "./testing/network.fixtures.ts";
import { STORAGE_FIXTURES } from "./testing/storage.fixtures.ts";
import { WATCH_FIXTURES } from "./testing/watch.fixtures.ts";

const FIXTURES: Readonly<Record<string, Fixture>> = {
  ...DATABASE_FIXTURES,
  ...NETWORK_FIXTURES,
  ...BALANCER_FIXTURES,
  ...HOST_FIXTURES,
  ...STORAGE_FIXTURES,
  ...IDENTITY_FIXTURES,
  ...WATCH_FIXTURES,
};

describe("the policies", () => {
  it("are 58, each of its own name and with a state that obeys it and ones that do not", () => {
    expect(POLICIES).toHaveLength(58);
    expect(new Set(POLICIES.map(({ id }) => id)).size).toBe(58);
    expect(new Set(Object.keys(FIXTURES))).toEqual(new Set(POLICIES.map(({ id }) => id)));
    for (const { holds, fails } of Object.values(FIXTURES))
      expect(Math.min(holds.length, fails.length)).toBeGreaterThan(0);
  });

  it("find nothing to judge in an empty state, unless they only forbid", () => {
    const silent = POLICIES.filter((policy) => judge(policy, [new AppliedState([])]).length === 0);
    expect(silent.map(({ id }) => id)).toEqual(["no-users-no-keys"]);
  });
});

const WAYS = POLICIES.flatMap((policy) =>
  [FIXTURES[policy.id], OTHER_WAYS[policy.id]].flatMap((fixture, index) =>
    fixture === undefined ? [] : [{ ...fixture, policy, way: `${policy.id}, way ${index + 1}` }],
  ),
);

describe.each(WAYS)("$way", ({ policy, holds, fails }) => {
  it("is content with what obeys it", () => {
    expect(judge(policy, [new AppliedState(holds)])).toEqual([]);
  });

  it.each(fails)("sees that $when", ({ change, at, says }) => {
    expect(judge(policy, [new AppliedState(change(holds))])).toEqual([
      { policy: policy.id, address: at, sentence: expect.stringContaining(says) },
    ]);
    expect(at).not.toBe(NOWHERE);
  });
});
