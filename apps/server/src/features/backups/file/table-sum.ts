import { createHash } from "node:crypto";
import type { TableTotals } from "./manifest.ts";

const NEWLINE = 0x0a;

/** Counts and sums what COPY tells of a table: a row is a line, since a line break in a value is written as `\n`. */
export class TableSum {
  readonly #hash = createHash("sha256");
  #rows = 0;
  #bytes = 0;

  add(text: Buffer): void {
    this.#hash.update(text);
    this.#bytes += text.length;
    for (let at = text.indexOf(NEWLINE); at >= 0; at = text.indexOf(NEWLINE, at + 1))
      this.#rows += 1;
  }

  get bytes(): number {
    return this.#bytes;
  }

  totals(): TableTotals {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}

export const sameTotals = (a: TableTotals, b: TableTotals): boolean =>
  a.rows === b.rows && a.bytes === b.bytes && a.sha256 === b.sha256;
