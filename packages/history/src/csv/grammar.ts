// biome-ignore lint/correctness/noUnresolvedImports: a CommonJS module, whose exports are its default here.
import Papa from "papaparse";

/** How a file separates cells and rows. */
export interface Grammar {
  readonly delimiter: string;
  readonly newline: "\n" | "\r";
}

interface Parsed {
  readonly rows: string[][];
  /** Where the next row begins. */
  readonly cursor: number;
  readonly hasBrokenQuotes: boolean;
}

interface ParserResult {
  data: string[][];
  errors: { type: string; code: string }[];
  meta: { cursor: number };
}

/** Rows of a text; with `isLast` also the last one, which may not be whole yet. */
export function parseRows(text: string, grammar: Grammar, isLast: boolean): Parsed {
  const parser = new Papa.Parser({ ...grammar });
  const { data, errors, meta }: ParserResult = parser.parse(text, 0, !isLast);
  const hasBrokenQuotes = errors.some(({ type }) => type === "Quotes");
  return { rows: data, cursor: meta.cursor, hasBrokenQuotes };
}

/** The rows before the first one whose quotes are broken, and where that one begins. */
export function parseUntilBroken(text: string, grammar: Grammar, isLast: boolean): Parsed {
  const rows: string[][] = [];
  let [cursor, hasBrokenQuotes] = [0, false];
  const parser = new Papa.Parser({
    ...grammar,
    step: (step: ParserResult) => {
      if (hasBrokenQuotes) return;
      if (step.errors.some(({ type }) => type === "Quotes")) {
        hasBrokenQuotes = true;
        parser.abort();
        return;
      }
      rows.push(...step.data);
      cursor = step.meta.cursor;
    },
  });
  parser.parse(text, 0, !isLast);
  return { rows, cursor, hasBrokenQuotes };
}

/** Cells in quotes may hold line breaks of another kind. */
const QUOTED = /"(?:[^"]|"")*"/g;
const DELIMITERS = [",", ";", "\t", "|"];

/** The grammar of a file by its first block: the delimiter by which most rows have as many cells as the header. */
export function sniffGrammar(text: string): Grammar {
  const newline = text.replace(QUOTED, "").includes("\n") ? "\n" : "\r";
  const stated = /^sep=(.)\r?[\n\r]/i.exec(text)?.[1];
  if (stated !== undefined) return { delimiter: stated, newline };
  let [best, bestScore] = [",", 0];
  for (const delimiter of DELIMITERS) {
    const parser = new Papa.Parser({ delimiter, newline, preview: 50 });
    const { data }: ParserResult = parser.parse(text, 0, false);
    const width = data[0]?.length ?? 0;
    const even = data.filter((row) => row.length === width).length / Math.max(1, data.length);
    const score = width < 2 ? 0 : even * 100 + width;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return { delimiter: best, newline };
}
