import type { VenueQueue } from "@babyfoot/contract";

export type Waiter = VenueQueue["items"][number];

/** The line as somebody in it sees it. */
export interface OwnLine {
  /** Who is offered a table before them, in order; those away are passed over. */
  before: Waiter[];
  me: Waiter | undefined;
  /** How many could be offered what they wait for after them. */
  behind: number;
}

type Wish = Pick<Waiter, "tableId">;

/** Whether two may be offered the same table. */
const compete = (one: Wish, other: Wish): boolean =>
  one.tableId === null || other.tableId === null || one.tableId === other.tableId;

const isThere = ({ status }: Waiter): boolean => status !== "away";

export function ownLine(items: readonly Waiter[], myId: string): OwnLine {
  const index = items.findIndex(({ id }) => id === myId);
  const me = items[index];
  if (me === undefined) return { before: [], me, behind: 0 };
  const others = (some: readonly Waiter[]) =>
    some.filter((other) => isThere(other) && compete(other, me));
  return {
    before: others(items.slice(0, index)),
    me,
    behind: others(items.slice(index + 1)).length,
  };
}

/** How many wait already for what somebody wishes who joins now. */
export const countBefore = (items: readonly Waiter[], wish: Wish): number =>
  items.filter((other) => other.status === "waiting" && compete(other, wish)).length;
