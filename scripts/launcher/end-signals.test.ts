import { EventEmitter } from "node:events";
import { expect, it, vi } from "vitest";
import { onEndSignals } from "./end-signals.mjs";

it("the same Ctrl-C heard twice is one, and a later one is the second", () => {
  const source = new EventEmitter();
  const [first, again] = [vi.fn(), vi.fn()];
  let now = 1_000;
  onEndSignals({ source, now: () => now, first, again });
  source.emit("SIGINT");
  now += 50;
  source.emit("SIGINT");
  expect([first, again].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  now += 500;
  source.emit("SIGINT");
  expect([first, again].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
