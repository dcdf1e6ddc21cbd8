import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asidesOf, bothAsides } from "./asides.ts";
import { textPieces } from "./text-pieces.ts";

describe("text on its way to the database", () => {
  it("comes out as it was put in, however long its parts are and wherever it is cut", () => {
    const parts = fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 40 }), fc.boolean()));
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 64 }), (all, bytes) => {
        const pieces = textPieces(bytes);
        const taken: Buffer[] = [];
        for (const [text, isTaken] of all) {
          pieces.add(text);
          if (isTaken) taken.push(pieces.take());
        }
        taken.push(pieces.take());
        expect(pieces.size()).toBe(0);
        expect(Buffer.concat(taken).toString()).toBe(all.map(([text]) => text).join(""));
      }),
    );
  });
});

describe("what the file says beside our columns", () => {
  const told = fc.dictionary(
    fc.string({ unit: "binary" }),
    fc.option(fc.oneof(fc.string({ unit: "binary" }), fc.integer())),
  );

  it("is JSON that the database takes, whatever was said", () => {
    fc.assert(
      fc.property(told, (said) => {
        const kept = JSON.parse(asidesOf(said)) as Record<string, string | number>;
        for (const text of Object.entries(kept).flat())
          expect(String(text)).not.toMatch(/\0|\p{Cs}/u);
        const names = Object.keys(said).filter((name) => said[name] !== null);
        expect(Object.keys(kept).length).toBeLessThanOrEqual(names.length);
      }),
    );
    expect(asidesOf({ "a\u0000": "b\ud800", none: null, ping_ms: 3 })).toBe(
      '{"a":"b\ufffd","ping_ms":3}',
    );
  });

  it("is put together with the later one first to be believed", () => {
    expect(JSON.parse(bothAsides('{"a":1,"b":2}', '{"b":3}'))).toEqual({ a: 1, b: 3 });
    expect(bothAsides("{}", '{"b":3}')).toBe('{"b":3}');
    expect(bothAsides('{"a":1}', "{}")).toBe('{"a":1}');
  });
});
