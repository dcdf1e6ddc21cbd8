const MINUTE = 60_000;

/** What somebody wants of a day; instants in milliseconds, other times in minutes. */
export interface Visit {
  at: number;
  kind: "books" | "walks";
  /** How long before they book, and for how long. */
  lead: number;
  length: number;
  /** Those who book: whether they come, and how long before they cancel, if they do. */
  comes: boolean;
  cancels: number | null;
  /** Those who wait: how long at most. */
  patience: number;
  /** How many play with them. */
  friends: number;
}

const CLASSES_END = [9, 10, 11, 12, 13, 14, 15, 16, 17];
const LENGTHS = [15, 15, 30, 30, 45];

function visitAt(random: () => number, opens: number): number {
  const hour = CLASSES_END[Math.floor(random() * CLASSES_END.length)] ?? 12;
  // Seven of ten come in the quarter of an hour after a class.
  const minute = random() < 0.7 ? 15 * random() : 60 * random();
  return opens + ((hour - 8) * 60 + minute) * MINUTE;
}

const pick = <T>(values: readonly T[], random: () => number, otherwise: T): T =>
  values[Math.floor(random() * values.length)] ?? otherwise;

/** The wishes of a student for a day that opens at an instant (8 in the morning). */
export function planDay(random: () => number, opens: number): Visit[] {
  const count = random() < 0.4 ? 0 : random() < 0.75 ? 1 : 2;
  return Array.from({ length: count }, () => {
    const comes = random() < 0.86;
    return {
      at: visitAt(random, opens),
      kind: random() < 0.3 ? ("books" as const) : ("walks" as const),
      lead: 20 + 160 * random(),
      length: pick(LENGTHS, random, 30),
      comes,
      cancels: comes && random() < 0.1 ? 2 + 25 * random() : null,
      patience: 8 + 40 * random(),
      friends: pick([1, 1, 3], random, 1),
    };
  }).sort((a, b) => a.at - b.at);
}
