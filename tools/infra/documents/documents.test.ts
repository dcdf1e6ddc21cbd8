import { describe, expect, it } from "vitest";
import { keptState, SIZE_NAMES } from "../applied/kept.ts";
import { costs, total } from "../costs/costs.ts";
import { averageHosts } from "../costs/hosts.ts";
import { USE } from "../costs/prices.ts";
import { pictureOf } from "../picture/picture.ts";
import { AppliedState } from "../policies/applied-state.ts";
import { amount } from "../policies/attributes.ts";
import { staleDocuments } from "./documents.ts";
import { withSection } from "./sections.ts";

describe("documents that are made", () => {
  it("say what was applied and what the modules' files say", async () => {
    expect(await staleDocuments(), "run: npm run infra -- documents").toEqual([]);
  });

  it("keep what is written by hand around the made part", () => {
    const before = "above\n<!-- made: x -->\nold\n<!-- end: x -->\nbelow";
    const after = withSection(before, "x", "new");
    expect(after).toBe("above\n<!-- made: x -->\n\nnew\n\n<!-- end: x -->\nbelow");
    expect(withSection(after, "x", "new")).toBe(after);
  });

  it("are refused without marks, rather than made somewhere", () => {
    expect(() => withSection("no marks", "x", "new")).toThrow(/no marks for x/);
  });
});

describe("the picture", () => {
  const campus = pictureOf(keptState("campus"));

  it("shows front and back behind the load balancer, and the database behind back hosts only", () => {
    expect(campus).toContain('alb -->|"3000"| front');
    expect(campus).toContain('alb -->|"3000"| back');
    expect(campus).toContain('back -->|"5432"| postgresql');
    expect(campus).not.toMatch(/(front|alb|people|cdn) -->.* postgresql/);
  });

  it("draws an arrow only while a rule lets it through", () => {
    const state = keptState("campus");
    const closed = new AppliedState(
      state.resources.filter(
        ({ address }) => !address.includes('ingress_rule.group["postgresql"]'),
      ),
    );
    expect(pictureOf(closed)).not.toContain("| postgresql");
  });

  it("shows the demo's one host, and the region's replica", () => {
    expect(pictureOf(keptState("demo"))).toContain('people -->|"HTTPS"| host');
    expect(pictureOf(keptState("demo"))).not.toContain("alb");
    expect(pictureOf(keptState("region"))).toContain('postgresql -->|"follows"| replica');
  });
});

describe("costs", () => {
  it.each(SIZE_NAMES)("of %s stay within the budget that it is told at", (size) => {
    const state = keptState(size);
    const budget = Number(state.all("aws_budgets_budget")[0]?.values.limit_amount);
    const sum = total(costs(state, USE[size]));
    expect(sum).toBeGreaterThan(10);
    expect(sum).toBeLessThan(budget);
  });

  it("count a fleet with one host more while the campus is open", () => {
    const state = keptState("campus");
    const fewest = state
      .all("aws_autoscaling_group")
      .reduce((sum, { values }) => sum + (amount(values, "min_size") ?? 0), 0);
    expect(averageHosts(state)).toBeCloseTo(fewest + (2 * 75) / 168, 5);
  });

  it("are refused for a type whose price nobody knows", () => {
    const state = keptState("campus");
    const other = new AppliedState(
      state.resources.map((one) =>
        one.type === "aws_launch_template"
          ? { ...one, values: { ...one.values, instance_type: "x9.mega" } }
          : one,
      ),
    );
    expect(() => costs(other, USE.campus)).toThrow(/No price is known for x9.mega/);
  });
});
