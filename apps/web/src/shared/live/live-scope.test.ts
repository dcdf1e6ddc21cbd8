import { describe, expect, it } from "vitest";
import { withLine } from "./live-scope.ts";

describe("what somebody in line listens to", () => {
  it("is the page's own scope for everybody else", () => {
    expect(withLine({ tableId: "t" }, null)).toEqual({ tableId: "t" });
    expect(withLine(null, null)).toBeNull();
  });

  it("is their venue on a page that shows nothing live", () => {
    expect(withLine(null, "v")).toEqual({ venueId: "v" });
    expect(withLine({ venueId: "v" }, "v")).toEqual({ venueId: "v" });
  });

  it.each([{}, { tableId: "t" }, { matchId: "m" }, { venueId: "other" }])(
    "is everything where the page's scope %j would leave their line out",
    (page) => {
      expect(withLine(page, "v")).toEqual({});
    },
  );
});
