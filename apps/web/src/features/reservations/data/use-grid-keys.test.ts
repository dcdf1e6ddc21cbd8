import { expect, it } from "vitest";
import { neighbour } from "./use-grid-keys.ts";

const GRID = [
  ["a1", "a2", "a3"],
  ["b1", "b2", "b3"],
];

it.each([
  ["a2", "ArrowRight", "a3"],
  ["a2", "ArrowLeft", "a1"],
  ["a2", "ArrowDown", "b2"],
  ["b2", "ArrowUp", "a2"],
  ["b2", "Home", "b1"],
  ["b2", "End", "b3"],
  ["a3", "ArrowRight", undefined],
  ["a1", "ArrowUp", undefined],
  ["b1", "ArrowDown", undefined],
  ["a1", "Enter", undefined],
  ["gone", "ArrowDown", undefined],
])("from %s, %s leads to %s", (from, key, to) => {
  expect(neighbour(GRID, from, key)).toBe(to);
});
