export type Ranked<Item> = Item & { readonly rank: number; readonly tied: boolean };

/** Orders by a value, greatest first; equal ones share a rank, and the next rank is missing: 1, 2, 2, 4. */
export function ranking<Item extends object>(
  items: readonly Item[],
  worth: (item: Item) => number,
): Ranked<Item>[] {
  const counts = new Map<number, number>();
  for (const item of items) counts.set(worth(item), (counts.get(worth(item)) ?? 0) + 1);
  const ordered = items.toSorted((one, other) => worth(other) - worth(one));
  let rank = 1;
  return ordered.map((item, index) => {
    const before = ordered[index - 1];
    if (before !== undefined && worth(before) !== worth(item)) rank = index + 1;
    return { ...item, rank, tied: (counts.get(worth(item)) ?? 0) > 1 };
  });
}
