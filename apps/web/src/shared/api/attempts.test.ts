import { expect, it } from "vitest";
import { createAttempts } from "./attempts.ts";
import { ApiProblem } from "./problem.ts";

function numberedAttempts() {
  let last = 0;
  return createAttempts(() => {
    last += 1;
    return `key-${last}`;
  });
}

const lost = new ApiProblem({ code: "timeout" });
const refused = new ApiProblem({ code: "match_over", status: 409 });

it("keeps the key when the answer was lost, so that a goal sent again counts once", () => {
  const attempts = numberedAttempts();
  const first = attempts.keyFor({ side: "red" });
  attempts.settled(lost);
  expect(attempts.keyFor({ side: "red" })).toBe(first);
});

it("takes a new key for the next goal once the last one was answered", () => {
  const attempts = numberedAttempts();
  const first = attempts.keyFor({ side: "red" });
  attempts.settled();
  expect(attempts.keyFor({ side: "red" })).not.toBe(first);
});

it("takes a new key after a refusal", () => {
  const attempts = numberedAttempts();
  const first = attempts.keyFor({ side: "red" });
  attempts.settled(refused);
  expect(attempts.keyFor({ side: "red" })).not.toBe(first);
});

it("takes a new key when the body has changed since the lost answer", () => {
  const attempts = numberedAttempts();
  const first = attempts.keyFor({ side: "red" });
  attempts.settled(lost);
  expect(attempts.keyFor({ side: "blue" })).not.toBe(first);
});

it("makes keys of 128 random bits", () => {
  const key = createAttempts().keyFor(null);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(createAttempts().keyFor(null)).not.toBe(key);
});
