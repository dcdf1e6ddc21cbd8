import { describe, expect, it } from "vitest";
import { APPLICATIONS, AWS } from "../places.ts";
import { keptState, keptText } from "./kept.ts";
import { fingerprintOf, sourcesOf } from "./sources.ts";

describe("the applied states that are kept", () => {
  it.each(APPLICATIONS.map(({ name }) => name))(
    "%s was applied from the Terraform files as they are today",
    (name) => {
      const { madeFrom } = JSON.parse(keptText(name)) as { madeFrom: string };
      expect(madeFrom, "run: npm run infra -- apply").toBe(fingerprintOf(AWS));
    },
  );

  it("are made from every file that decides what is applied", () => {
    const sources = sourcesOf(AWS);
    for (const file of [
      "main.tf",
      "envs/campus.tfvars",
      "bootstrap/main.tf",
      "modules/edge/cdn.tf",
    ])
      expect(sources).toContain(file);
    expect(sources.some((file) => file.endsWith(".tftpl"))).toBe(true);
  });

  it("show what hosts are told at their first start, in clear", () => {
    const templates = keptState("campus").all("aws_launch_template");
    expect(templates).toHaveLength(2);
    for (const { values } of templates) expect(values.user_data).toMatch(/^#cloud-config/);
  });
});
