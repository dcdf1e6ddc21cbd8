import { expect, it } from "vitest";
import { sampleTable } from "../testing/samples.ts";
import { isAllTaken } from "./taken.ts";

const tables = (...statuses: ReturnType<typeof sampleTable>["status"][]) =>
  statuses.map((status) => sampleTable({ status }));

it("is a venue in which one can only wait when none of its tables is free and somebody plays", () => {
  expect(isAllTaken(tables("playing", "reserved", "maintenance"))).toBe(true);
  expect(isAllTaken(tables("playing", "free"))).toBe(false);
  expect(isAllTaken(tables("maintenance", "offline"))).toBe(false);
  expect(isAllTaken([])).toBe(false);
});
