import type { VenueQueue } from "@babyfoot/contract";

export type Waiter = VenueQueue["items"][number];

/** The line as somebody in it sees it. */
export interface OwnLine {
  /** Who has a table before them: those who are offered one now, then who waits; those away are passed over. */
  before: Waiter[];
  me: Waiter | undefined;
  /** How many could be offered what they wait for after them. */
  behind: number;
}

type Wish = Pick<Waiter, "tableId">;

/** Whether two may be offered the same table. */
const compete = (one: Wish, other: Wish): boolean =>
  one.tableId === null || other.tableId === null || one.tableId === other.tableId;

export function ownLine(items: readonly Waiter[], myId: string): OwnLine {
  const index = items.findIndex(({ id }) => id === myId);
  const me = items[index];
  if (me === undefined) return { before: [], me, behind: 0 };
  const others = (some: readonly Waiter[], status: Waiter["status"]) =>
    some.filter((other) => other.id !== myId && other.status === status && compete(other, me));
  return {
    before: [...others(items, "offered"), ...others(items.slice(0, index), "waiting")],
    me,
    behind: others(items.slice(index + 1), "waiting").length,
  };
}

/** How many wait already for what somebody wishes who joins now. */
export const countBefore = (items: readonly Waiter[], wish: Wish): number =>
  items.filter((other) => other.status === "waiting" && compete(other, wish)).length;
