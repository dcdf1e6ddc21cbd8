import { expect, it } from "vitest";
import { sampleMatch, sampleTable } from "../../../shared/testing/samples.ts";
import { inOrder } from "./table-order.ts";

it("shows matches first, then tables to play on, then the others, each by code", () => {
  const tables = [
    sampleTable({ code: "T10", status: "free" }),
    sampleTable({ code: "T03", status: "offline" }),
    sampleTable({ code: "T02", status: "free" }),
    sampleTable({ code: "T07", status: "playing", currentMatch: sampleMatch() }),
    sampleTable({ code: "T04", status: "reserved" }),
  ];
  expect(inOrder(tables).map((table) => table.code)).toEqual(["T07", "T02", "T04", "T10", "T03"]);
});

it("leaves out tables that are no longer in use", () => {
  expect(inOrder([sampleTable({ status: "retired" })])).toEqual([]);
});
