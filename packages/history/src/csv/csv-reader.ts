import type { CsvRow } from "../clean/row.ts";
import { HistoryError } from "../errors.ts";
import { byteBlocks } from "./byte-blocks.ts";
import { type Decoding, decodingOf, type Encoding, LONGEST_ROW } from "./decoding.ts";
import { type Grammar, parseRows, parseUntilBroken, sniffGrammar } from "./grammar.ts";

export interface CsvFacts {
  readonly header: readonly string[];
  readonly delimiter: string;
  readonly encoding: Encoding;
}

/**
 * Reads a CSV piece by piece, wherever the pieces are cut. Both methods throw a `HistoryError`: `not_csv`,
 * `row_too_long`, and at the end `no_rows`.
 */
export interface CsvReader {
  push(bytes: Uint8Array): CsvRow[];
  end(): CsvRow[];
  /** Null until the header is read; it is, before the first row is given out. */
  facts(): CsvFacts | null;
}

export function csvReader(): CsvReader {
  const blocks = byteBlocks();
  const rows = rowNumbering();
  let decoding: Decoding | null = null;
  let grammar: Grammar | null = null;
  let text = "";

  const read = (block: Uint8Array, isLast: boolean): CsvRow[] => {
    decoding ??= decodingOf(block);
    text += decoding.block(block, isLast);
    if (text === "") return [];
    grammar ??= sniffGrammar(text);
    const taken = takeRows(text, grammar, isLast);
    text = text.slice(taken.cursor);
    if (text.length > LONGEST_ROW) {
      throw new HistoryError("row_too_long", `Row ${rows.next()} is longer than a row may be.`, {
        row: rows.next(),
      });
    }
    return rows.number(taken.rows);
  };

  return {
    push: (bytes) => [...blocks.push(bytes)].flatMap((block) => read(block, false)),
    end() {
      const last = read(blocks.rest(), true);
      if (rows.next() === 1) throw new HistoryError("no_rows", "The file holds no rows.");
      return last;
    },
    facts() {
      const header = rows.header();
      if (header === null || grammar === null || decoding === null) return null;
      return { header, delimiter: grammar.delimiter, encoding: decoding.encoding() };
    },
  };
}

interface Taken {
  rows: string[][];
  cursor: number;
}

/** All whole rows of a text. A row whose quotes are broken is one line, its quotes taken as text. */
function takeRows(text: string, grammar: Grammar, isLast: boolean): Taken {
  const whole = parseRows(text, grammar, isLast);
  const isStuck = !isLast && text.length - whole.cursor > LONGEST_ROW;
  if (!whole.hasBrokenQuotes && !isStuck) return whole;
  const rows: string[][] = [];
  let cursor = 0;
  while (cursor < text.length) {
    const rest = text.slice(cursor);
    const sound = parseUntilBroken(rest, grammar, isLast);
    rows.push(...sound.rows);
    cursor += sound.cursor;
    const mayWait = !isLast && text.length - cursor <= LONGEST_ROW;
    if (!sound.hasBrokenQuotes && (isLast || mayWait)) break;
    const lineEnd = text.indexOf(grammar.newline, cursor);
    if (lineEnd === -1 && !isLast) break;
    const line = text.slice(cursor, lineEnd === -1 ? text.length : lineEnd);
    rows.push(line.split(grammar.delimiter));
    cursor = lineEnd === -1 ? text.length : lineEnd + 1;
  }
  return { rows, cursor };
}

interface RowNumbering {
  number(rows: string[][]): CsvRow[];
  header(): readonly string[] | null;
  next(): number;
}

/** Takes the header off, leaves out rows without any text and headers that come again, and counts the others from 1. */
function rowNumbering(): RowNumbering {
  let header: string[] | null = null;
  let next = 1;
  return {
    number(rows) {
      const numbered: CsvRow[] = [];
      for (const cells of rows) {
        withoutCarriageReturn(cells);
        if (cells.every((cell) => cell.trim() === "")) continue;
        if (header === null) {
          if (!/^sep=.?$/i.test(cells.join(""))) header = cells;
          continue;
        }
        if (isSame(cells, header)) continue;
        numbered.push({ number: next, cells });
        next += 1;
      }
      return numbered;
    },
    header: () => header,
    next: () => next,
  };
}

/** Files that were pasted together hold their header several times. */
const isSame = (cells: readonly string[], header: readonly string[]): boolean =>
  cells[0] === header[0] &&
  cells.length === header.length &&
  cells.every((cell, at) => cell === header[at]);

function withoutCarriageReturn(cells: string[]): void {
  const last = cells.length - 1;
  const text = cells[last];
  if (text?.endsWith("\r") === true) cells[last] = text.slice(0, -1);
}
