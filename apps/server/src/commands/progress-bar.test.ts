import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { progressBar } from "./progress-bar.ts";

/** What a terminal shows after each step: a line begins anew at a carriage return. */
function terminal() {
  let text = "";
  const out = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  return { out: Object.assign(out, { isTTY: true }), shown: () => text.split("\r\x1b[K").at(-1) };
}

it("on a terminal a line fills up, tells the seconds, and goes away at the end", () => {
  const { out, shown } = terminal();
  let now = 0;
  const bar = progressBar(out, "Restoring", () => now);
  bar.show(0);
  expect(shown()).toBe(`Restoring ${"░".repeat(30)} 0 % 0 s`);
  now = 2_000;
  bar.show(0.5);
  expect(shown()).toBe(`Restoring ${"█".repeat(15)}${"░".repeat(15)} 50 % 2 s`);
  now = 2_050;
  bar.show(0.6);
  expect(shown()).toContain("50 %");
  bar.show(1);
  expect(shown()).toContain("100 %");
  bar.end();
  expect(shown()).toBe("");
});

it("in a file there is none", () => {
  const { out, shown } = terminal();
  const bar = progressBar(Object.assign(out, { isTTY: false }), "Restoring");
  bar.show(0.5);
  bar.end();
  expect(shown()).toBe("");
});
