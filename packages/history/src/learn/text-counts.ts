import { isBlank, tidied } from "../values/tidy.ts";

const MOST_TEXTS = 20_000;

/** Counts the different texts of a column, so that each is looked at once. */
export interface TextCounts {
  add(raw: string): void;
  /** Hands the tidied texts counted so far to `take`; blanks left out. */
  flush(): void;
}

/** Hands texts over and begins anew whenever there are too many to remember. */
export function textCounts(take: (text: string, count: number) => void): TextCounts {
  const counts = new Map<string, number>();
  const flush = (): void => {
    for (const [raw, count] of counts) {
      const { text } = tidied(raw);
      if (!isBlank(text)) take(text, count);
    }
    counts.clear();
  };
  return {
    add(raw) {
      const count = counts.get(raw);
      counts.set(raw, (count ?? 0) + 1);
      if (count === undefined && counts.size > MOST_TEXTS) flush();
    },
    flush,
  };
}
