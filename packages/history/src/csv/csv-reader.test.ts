import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HistoryError } from "../errors.ts";
import { bytesOf, csv, rowsOf } from "../testing/whole.ts";
import { csvReader } from "./csv-reader.ts";

const cellsOf = (text: string | Uint8Array, size?: number) =>
  rowsOf(typeof text === "string" ? bytesOf(text) : text, size).rows.map(({ cells }) => cells);

const codeOf = (read: () => unknown): string | null => {
  try {
    read();
    return null;
  } catch (error) {
    return error instanceof HistoryError ? error.code : "another error";
  }
};

const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [at, sign] of [..."\ufeff", ...text].entries()) {
    view.setUint16(at * 2, sign.charCodeAt(0), isLittle);
  }
  return bytes;
};

describe("[H1] reading a CSV", () => {
  it("finds commas, semicolons, tabs and bars by itself", () => {
    for (const delimiter of [",", ";", "\t", "|"]) {
      const { rows, facts } = rowsOf(
        bytesOf(
          csv(
            [
              ["a", "b"],
              ["1, 2", "x;y"],
            ],
            delimiter,
          ),
        ),
      );
      expect(facts.delimiter).toBe(delimiter);
      expect(rows).toEqual([{ number: 1, cells: ["1, 2", "x;y"] }]);
    }
    expect(cellsOf("sep=;\na;b\n1;2\n")).toEqual([["1", "2"]]);
  });

  it("ends rows with LF, CRLF or CR, and lets a quoted cell hold any of them", () => {
    for (const newline of ["\n", "\r\n", "\r"]) {
      const text = csv(
        [
          ["a", "b"],
          ["one\ntwo", 'say "yes"'],
          ["3", "4"],
        ],
        ",",
        newline,
      );
      expect(cellsOf(text)).toEqual([
        ["one\ntwo", 'say "yes"'],
        ["3", "4"],
      ]);
    }
    expect(cellsOf("a,b\r\n1,2\n3,4")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("leaves out rows without text and headers that come again", () => {
    expect(cellsOf("a,b\n\n1,2\n,\na,b\n3,4\n\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("loses no row to a quote that is never closed or has letters behind it", () => {
    expect(cellsOf('a,b\n1,"x"y\n3,4\n5,"open\n7,8\n')).toEqual([
      ["1", '"x"y'],
      ["3", "4"],
      ["5", '"open'],
      ["7", "8"],
    ]);
  });

  it("tells rows with too few and too many cells as they are", () => {
    expect(cellsOf("a,b,c\n1,2\n1,2,3,4\n")).toEqual([
      ["1", "2"],
      ["1", "2", "3", "4"],
    ]);
  });

  it("reads the same wherever the bytes are cut", () => {
    const text = fc.constantFrom("a", "é", "🔴", '"', "\n", "\r\n", ",", " ", "ÿ");
    const cell = fc.array(text, { maxLength: 5 }).map((signs) => signs.join(""));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), fc.boolean(), (body, size, isQuoted) => {
        const all = [["head", "tail"], ...body, ["end", "end"]];
        const file = bytesOf(isQuoted ? csv(all) : all.map((row) => row.join(",")).join("\n"));
        expect(cellsOf(file, size)).toEqual(cellsOf(file));
      }),
    );
  });

  it("gives back exactly the cells that were written", () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .filter((text) => !/[\0\r]|^\ufeff/.test(text));
    const rows = fc.array(fc.tuple(cell, cell, fc.constant("x")), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(rows, fc.constantFrom(",", ";", "\t"), (body, delimiter) => {
        const text = csv([["head", "tail", "mark"], ...body], delimiter);
        expect(cellsOf(text)).toEqual(body);
      }),
    );
  });

  it("reads rows across blocks, and a quote left open long before the end", () => {
    const long = Array.from({ length: 40_000 }, (_, at) => [`${at}`, "é, à"]);
    expect(cellsOf(csv([["a", "b"], ...long]), 1000)).toEqual(long);
    const lines = Array.from({ length: 150_000 }, (_, at) => `${at},text`);
    lines[10] = '10,"text';
    expect(cellsOf(`a,b\n${lines.join("\n")}\n`)).toHaveLength(150_000);
  });
});

describe("[H2] encodings", () => {
  const expected = [["Bâtiment", "🔴"]];

  it("reads UTF-8 with or without a mark, and UTF-16 with one", () => {
    const text = "lieu,camp\nBâtiment,🔴\n";
    expect(cellsOf(text)).toEqual(expected);
    expect(cellsOf(`\ufeff${text}`)).toEqual(expected);
    expect(rowsOf(bytesOf(`\ufeff${text}`)).facts.header).toEqual(["lieu", "camp"]);
    for (const isLittle of [true, false]) {
      const plain = utf16("lieu,camp\nBâtiment,x\n", isLittle);
      expect(cellsOf(plain, 3)).toEqual([["Bâtiment", "x"]]);
    }
  });

  it("reads a line in Windows-1252 between lines in UTF-8", () => {
    const one = bytesOf("lieu,camp\nBâtiment,🔴\n");
    const other = Uint8Array.from([0x42, 0xe2, 0x74, 0x2c, 0x80, 0x0a]);
    const file = Uint8Array.from([...one, ...other]);
    expect(cellsOf(file, 2)).toEqual([...expected, ["Bât", "€"]]);
    expect(rowsOf(file).facts.encoding).toBe("mixed");
  });
});

describe("[H3] what is no history", () => {
  it("is told at once by zero bytes", () => {
    expect(codeOf(() => csvReader().push(new Uint8Array(70_000)))).toBe("not_csv");
    expect(codeOf(() => rowsOf(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])))).toBe("not_csv");
  });

  it("is told by a row without an end, before memory fills", () => {
    const reader = csvReader();
    const piece = bytesOf("a".repeat(65_536));
    let pieces = 0;
    expect(
      codeOf(() => {
        for (; pieces < 1000; pieces += 1) reader.push(piece);
      }),
    ).toBe("row_too_long");
    expect(pieces).toBeLessThan(20);
  });

  it("is told by having no rows", () => {
    expect(codeOf(() => rowsOf(bytesOf("")))).toBe("no_rows");
    expect(codeOf(() => rowsOf(bytesOf("a,b\n\n")))).toBe("no_rows");
  });

  it("never fails but with a code, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(codeOf(() => rowsOf(bytes))).not.toBe("another error");
      }),
    );
  });
});
