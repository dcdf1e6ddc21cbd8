import type { Cell } from "./row.ts";

/** Reads the cells of a row, as many as the header has. */
type ReadCells = (texts: readonly string[]) => Cell[];

export interface RaggedCells {
  readonly cells: Cell[];
  /** Cells beyond the header that no text could take in. */
  readonly beyond: readonly string[];
  readonly isRejoined: boolean;
}

const badness = (cells: readonly Cell[]): number =>
  cells.filter(({ certainty, rule }) => certainty === "refused" || rule === "id.unusual").length;

/**
 * The cells of a row that has more than the header: a text with an unquoted delimiter moves all that follows, so the
 * neighbours are put together that leave the fewest cells refused, if one place is better than all others or it is the
 * first of texts that are free. Where none is better than leaving the row as it is, it stays.
 */
export function raggedCells(
  texts: readonly string[],
  width: number,
  delimiter: string,
  read: ReadCells,
): RaggedCells {
  const beyond = texts.slice(width);
  const asTold = read(texts.slice(0, width));
  if (beyond.every((text) => text.trim() === "")) {
    return { cells: asTold, beyond: [], isRejoined: false };
  }
  let [best, least] = [asTold, badness(asTold)];
  for (let at = 0; at < width; at += 1) {
    const end = at + beyond.length + 1;
    const joined = texts.slice(at, end).join(delimiter);
    const cells = read([...texts.slice(0, at), joined, ...texts.slice(end)]);
    if (badness(cells) < least) [best, least] = [cells, badness(cells)];
  }
  const isRejoined = best !== asTold;
  return { cells: best, beyond: isRejoined ? [] : beyond, isRejoined };
}
