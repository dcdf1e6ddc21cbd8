/** Those who lead: of equal rank. */
export const leadersOf = <Item extends { rank: number }>(items: readonly Item[]): Item[] =>
  items.filter(({ rank }) => rank === 1);

/** Those of which there is most, by what is shown of it. */
export function mostOf<Item>(items: readonly Item[], measure: (item: Item) => number): Item[] {
  const most = Math.max(...items.map(measure));
  return items.filter((item) => measure(item) === most);
}

/** The words of a language for what every sentence is made of. */
export interface Wording {
  and: string;
  /** `and 3 others`, with the number. */
  others: (count: number) => string;
  never: string;
  always: string;
  times: (count: number, of: number) => string;
}

/** So many names are said; the rest are counted. */
const NAMED = 3;

/** `A`, `A and B`, `A, B and C`, `A, B and 4 others`. */
export function listed(names: readonly string[], { and, others }: Wording): string {
  const [only = ""] = names;
  if (names.length <= 1) return only;
  if (names.length > NAMED)
    return `${names.slice(0, NAMED - 1).join(", ")} ${and} ${others(names.length - NAMED + 1)}`;
  return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
}

/** How often chance alone shows as much, in words: `4 times in 10`. */
export function howOften(pValue: number, { never, always, times }: Wording): string {
  if (pValue < 0.001) return never;
  if (pValue >= 0.95) return always;
  for (const of of [10, 100, 1000])
    if (pValue * of >= 1 || of === 1000) return times(Math.max(1, Math.round(pValue * of)), of);
  return never;
}
