import { type KeyboardEvent, useRef, useState } from "react";

/** Steps down and to the right. */
const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The keyboard of a grid of cells, by their names as they are seen: Tab leads to one of them, arrows to its
 * neighbours, Home and End along its row. `first`: where Tab leads before anybody was there.
 */
export function useGridKeys(rows: readonly (readonly string[])[], first: string | undefined) {
  const grid = useRef<HTMLTableElement>(null);
  const [visited, setVisited] = useState<string | null>(null);
  const known = (name: string | null | undefined) =>
    typeof name === "string" && rows.some((row) => row.includes(name));
  const current = known(visited) ? visited : known(first) ? first : rows[0]?.[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const next = current && isPlain(event) ? neighbour(rows, current, event.key) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
  };
  return { grid, current, visit: setVisited, onKeyDown };
}

/** Arrows with other keys belong to the browser. */
function isPlain(event: KeyboardEvent): boolean {
  return !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
}

/** The cell that a key leads to; at the edges one stays. */
export function neighbour(
  rows: readonly (readonly string[])[],
  from: string,
  key: string,
): string | undefined {
  const y = rows.findIndex((row) => row.includes(from));
  const row = rows[y];
  if (!row) return undefined;
  if (key === "Home") return row[0];
  if (key === "End") return row.at(-1);
  const step = STEPS[key];
  return step ? rows[y + step[0]]?.[row.indexOf(from) + step[1]] : undefined;
}
