import { describe, expect, it } from "vitest";
import { isLinearizable, type Operation } from "./history.ts";

const at = (asked: number, answered: number, did: Operation["did"]): Operation => ({
  asked,
  answered,
  did,
});
const span = { from: 0, to: 15 };

describe("a recorded history of a table", () => {
  it("can have happened when each booking was given back before the next", () => {
    expect(
      isLinearizable([
        at(1, 2, { type: "book", id: "a", span }),
        at(3, 4, { type: "give_back", id: "a" }),
        at(5, 6, { type: "book", id: "b", span }),
      ]),
    ).toBe(true);
  });

  it("cannot when two had the same time", () => {
    const a = at(1, 4, { type: "book", id: "a", span });
    const b = at(2, 3, { type: "book", id: "b", span: { from: 10, to: 20 } });
    expect(isLinearizable([a, b])).toBe(false);
    expect(isLinearizable([a, { ...b, did: { type: "refused", span } }])).toBe(true);
    expect(
      isLinearizable([a, at(2, 6, { type: "give_back", id: "a" }), { ...b, answered: 6 }]),
    ).toBe(true);
  });

  it("cannot when somebody was refused what nobody had", () => {
    const refused = { type: "refused", span } as const;
    expect(isLinearizable([at(1, 2, refused)])).toBe(false);
    const booked = at(3, 4, { type: "book", id: "a", span });
    expect(isLinearizable([at(1, 2, refused), booked])).toBe(false);
    expect(isLinearizable([at(1, 4, refused), booked])).toBe(true);
  });

  it("cannot when a time was refused after it had been given back", () => {
    const history = [
      at(1, 2, { type: "book", id: "a", span }),
      at(3, 4, { type: "give_back", id: "a" }),
      at(5, 6, { type: "refused", span }),
    ];
    expect(isLinearizable(history)).toBe(false);
    expect(isLinearizable(history.map((one) => ({ ...one, asked: 0 })))).toBe(true);
  });

  it("takes moves for what they are: one moment, not giving back and booking again", () => {
    const later = { from: 15, to: 30 };
    const history = [
      at(1, 2, { type: "book", id: "a", span }),
      at(3, 8, { type: "move", id: "a", span: later }),
      at(4, 5, { type: "refused", span }),
      at(6, 7, { type: "book", id: "b", span }),
    ];
    expect(isLinearizable(history)).toBe(true);
    expect(isLinearizable([...history, at(9, 10, { type: "move", id: "b", span: later })])).toBe(
      false,
    );
  });
});
