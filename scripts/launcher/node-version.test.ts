import { expect, it } from "vitest";
import { nodeVersionProblem } from "./node-version.mjs";

it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("Node %s is new enough", (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

it.each(["18.20.4", "20.18.3", "8.0.0"])(
  "Node %s is too old, and the sentence says both",
  (version) => {
    expect(nodeVersionProblem(version)).toMatch(new RegExp(`20\\.19.*${version}`));
  },
);
