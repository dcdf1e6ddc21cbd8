import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CERTAINTIES } from "./certainty.ts";
import type { CleanGame, CleanLine } from "./clean/row.ts";
import { GAME_COLUMNS, KEY_COLUMNS, LINE_COLUMNS } from "./columns/column.ts";
import { GAME_FIELDS, LINE_FIELDS } from "./judge/fields.ts";
import { RULES } from "./rules/catalogue.ts";
import { bytesOf, csv, type Whole, wholeOf } from "./testing/whole.ts";

const COLUMNS = [...KEY_COLUMNS, ...GAME_COLUMNS, ...LINE_COLUMNS];

/** Texts as files hold them: pieces that are nearly values, put together anyhow, and any text at all. */
const piece = fc.constantFrom(
  ..."0|1|5|07|13|24|31|60|99|2024|2025|-|/|.|:|,| |T|h|min|s|st|Mar|mars|août|déc.|Season|five|ten|cinq|R|B|red|Bleu|draw|🔴|🔵|⭐|👍|yes|oui|maybe|P|G|a|_1|\ufffd|Ã©|â|N/A|def|attck|4 players|\u00a0|__proto__|constructor".split(
    "|",
  ),
);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
);
const clean = text.map((cell) => cell.replace(/[\0\r\ud800-\udfff]/g, ""));

const usualId = (prefix: string) => fc.nat(5).map((number) => `${prefix}00${number}`);
const anyId = (prefix: string) =>
  fc.oneof(
    { weight: 4, arbitrary: usualId(prefix) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `${prefix.toLowerCase()}001`,
        `${prefix}01`,
        `${prefix}002a`,
        "",
        "x",
      ),
    },
  );

/** Rows of few games and players, so that rows meet. */
const rowsWith = (id: (prefix: string) => fc.Arbitrary<string>, fewestCells = COLUMNS.length) => {
  const cells = fc.array(clean, { minLength: fewestCells - 2, maxLength: COLUMNS.length - 2 });
  const row = fc
    .tuple(id("G"), id("P"), cells)
    .map(([game, player, others]) => [game, player, ...others]);
  return fc.array(row, { minLength: 1, maxLength: 8 });
};

const DOMAIN: Record<string, (value: unknown) => boolean> = {
  date: (value) =>
    /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
  time: (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(String(value)),
  season: (value) => /^\d{4}(\/\d{4})?$/.test(String(value)),
  winner: (value) => ["red", "blue", "draw"].includes(String(value)),
  team: (value) => ["red", "blue"].includes(String(value)),
  role: (value) => ["attack", "defense"].includes(String(value)),
  isSubstitute: (value) => typeof value === "boolean",
  durationSeconds: (value) =>
    Number.isInteger(value) && Number(value) > 0 && Number(value) <= 21_600,
  possessionSeconds: (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 21_600,
  rating: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5,
  mood: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5,
};
for (const [field, most] of Object.entries({
  scoreRed: 50,
  scoreBlue: 50,
  goals: 50,
  ownGoals: 50,
  assists: 99,
  saves: 500,
  attendance: 5000,
  pingMs: 60_000,
})) {
  DOMAIN[field] = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

const outside = (record: object): string[] =>
  Object.entries(record).flatMap(([field, value]) =>
    value === null || DOMAIN[field]?.(value) !== false ? [] : [`${field}: ${String(value)}`],
  );

/** The games and lines of a file as their exports, joined, say them. */
function exported({ judgements }: Whole): string {
  const gameFields = Object.keys(GAME_FIELDS) as (keyof typeof GAME_FIELDS)[];
  const lineFields = Object.keys(LINE_FIELDS) as (keyof typeof LINE_FIELDS)[];
  const header = [
    "game_id",
    "player_id",
    "player_name",
    ...gameFields.map((field) => GAME_FIELDS[field]),
    ...lineFields.map((field) => LINE_FIELDS[field]),
  ];
  const cell = (value: unknown) => (value === null || value === undefined ? "" : String(value));
  const rowOf = (game: CleanGame, line: CleanLine) =>
    [
      game.gameId,
      line.playerId,
      line.playerName,
      ...gameFields.map((field) => game[field]),
      ...lineFields.map((field) => line[field]),
    ].map(cell);
  const body = judgements.flatMap(({ game, lines }) => lines.map((line) => rowOf(game, line)));
  return csv([header, ...body]);
}

describe("[H6] any text in any cell", () => {
  it("throws nothing, leaves no domain, and is told by a rule that has a sentence", () => {
    fc.assert(
      fc.property(rowsWith(anyId, COLUMNS.length - 2), (body) => {
        const whole = wholeOf(csv([COLUMNS, ...body]));
        for (const { cells } of whole.rows) {
          for (const { certainty, rule, value } of cells) {
            expect(CERTAINTIES).toContain(certainty);
            expect(RULES).toHaveProperty([rule]);
            expect(value === null).toBe(certainty === "refused" || certainty === "empty");
          }
        }
        for (const { game, lines, findings } of whole.judgements) {
          expect([game, ...lines].flatMap(outside)).toEqual([]);
          for (const { rule } of findings) expect(RULES).toHaveProperty([rule]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("[H26] a clean export", () => {
  it("is not changed by cleaning it, and all of it is kept", () => {
    fc.assert(
      fc.property(rowsWith(usualId), (body) => {
        const once = wholeOf(csv([COLUMNS, ...body]));
        fc.pre(once.judgements.length > 0);
        const twice = wholeOf(exported(once));
        expect(exported(twice)).toBe(exported(once));
        const unkept = twice.rows.flatMap(({ cells }) =>
          cells.filter(({ certainty }) => certainty !== "kept" && certainty !== "empty"),
        );
        expect(unkept).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("[H1] the order of columns, delimiters and encodings", () => {
  const withoutRows = ({ judgements }: Whole) =>
    judgements.map(({ game, lines }) => ({ game, lines }));

  it("do not matter", () => {
    const any = fc.record({
      body: rowsWith(anyId),
      order: fc.shuffledSubarray(
        COLUMNS.map((_, at) => at),
        { minLength: COLUMNS.length, maxLength: COLUMNS.length },
      ),
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      newline: fc.constantFrom("\n", "\r\n"),
      mark: fc.constantFrom("", "\ufeff"),
    });
    fc.assert(
      fc.property(any, ({ body, order, delimiter, newline, mark }) => {
        const full = [COLUMNS, ...body.map((cells) => COLUMNS.map((_, at) => cells[at] ?? ""))];
        const shuffled = full.map((cells) => order.map((at) => cells[at] ?? ""));
        const other = mark + csv(shuffled, delimiter, newline);
        expect(withoutRows(wholeOf(other))).toEqual(withoutRows(wholeOf(csv(full))));
      }),
      { numRuns: 60 },
    );
  });

  it("are told by the bytes: the same file in Windows-1252 reads the same", () => {
    const table = csv([
      ["game_id", "player_id", "name", "lieu"],
      ["G1", "P1", "Zoé Perrin", "Bâtiment A"],
      ["G1", "P2", "Anaïs Noël", "Bâtiment A"],
    ]);
    const latin = Uint8Array.from([...table].map((sign) => sign.charCodeAt(0)));
    expect(withoutRows(wholeOf(latin))).toEqual(withoutRows(wholeOf(bytesOf(table))));
  });
});
