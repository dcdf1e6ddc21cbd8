import {
  API,
  type BestPlayer,
  bestPlayerSchema,
  type TopDefenders,
  type TopScorers,
  topDefendersSchema,
  topScorersSchema,
} from "@babyfoot/contract";
import { dateAt, dayAfter } from "@babyfoot/domain";
import { useQuery } from "@tanstack/react-query";
import { call, query, type Schema } from "../../../shared/api/client.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";

const EVERY_MS = 5 * 60_000;
const DAYS_BEFORE = 6;
const SHOWN = 3;

export type WeekKind = "scorers" | "best" | "defenders";

export interface WeekLeaders {
  kind: WeekKind;
  /** `value` is goals, the share of games won, or saves. */
  people: { playerId: string; name: string; value: number }[];
}

/** Who has led in the last seven days, today included; only what there is something to say of. */
export function useWeekLeaders(): WeekLeaders[] {
  const timeZone = useVenueTimeZone();
  const to = dateAt(Date.now(), timeZone);
  const from = dayAfter(to, -DAYS_BEFORE);
  const week = query({ from, to, limit: SHOWN });
  const read = <T>(schema: Schema<T>, name: string) => ({
    queryKey: ["insights", name, "week", from],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(schema, `${API}/insights/${name}${week}`, { signal }),
    refetchInterval: EVERY_MS,
  });
  const scorers = useQuery(read(topScorersSchema, "top-scorers")).data;
  const best = useQuery(read(bestPlayerSchema, "best-player")).data;
  const defenders = useQuery(read(topDefendersSchema, "top-defenders")).data;
  return weekLeadersOf({ scorers, best, defenders });
}

interface Week {
  scorers: Pick<TopScorers, "items"> | undefined;
  best: Pick<BestPlayer, "items"> | undefined;
  defenders: Pick<TopDefenders, "items"> | undefined;
}

/** The first three of each ranking; nobody is shown for nothing. */
export function weekLeadersOf({ scorers, best, defenders }: Week): WeekLeaders[] {
  const rankings: WeekLeaders[] = [
    { kind: "scorers", people: peopleOf(scorers?.items, (item) => item.goals) },
    { kind: "best", people: peopleOf(best?.items, (item) => item.winShare) },
    { kind: "defenders", people: peopleOf(defenders?.items, (item) => item.saves) },
  ];
  return rankings.filter(({ people }) => people.length > 0);
}

function peopleOf<T extends { playerId: string; displayName: string }>(
  items: readonly T[] | undefined,
  measure: (item: T) => number,
): WeekLeaders["people"] {
  return (items ?? [])
    .slice(0, SHOWN)
    .map((item) => ({ playerId: item.playerId, name: item.displayName, value: measure(item) }))
    .filter(({ value }) => value > 0);
}

/** Which of several is shown at an instant (milliseconds), each as long as the others. */
export const turnAt = (now: number, count: number, lastsMs: number): number =>
  count === 0 ? 0 : Math.floor(now / lastsMs) % count;
