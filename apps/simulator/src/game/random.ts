/** A source of chance: a number from 0 to below 1, as `Math.random`. */
export type Random = () => number;

/** Chance that is the same for the same seed (Mulberry32, over an FNV-1a hash of the seed). */
export function seededRandom(seed: string): Random {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text)
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}

export const chance = (random: Random, probability: number): boolean => random() < probability;

export const between = (random: Random, from: number, to: number): number =>
  from + random() * (to - from);

/** A whole number from `from` to `to`, both included. */
export const wholeBetween = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

/** How long until something that comes every `mean` on average, whatever came before. */
export const waitFor = (random: Random, mean: number): number => -mean * Math.log(1 - random());

/** The same items in another order. */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
