import type {
  BestPlayer,
  DemandForecast,
  PeakHours,
  Records,
  SideInfluence,
  TableUsage,
  TopDefenders,
  TopScorers,
} from "@babyfoot/contract";

type About<Answer, Fields extends keyof Answer> = Pick<Answer, Fields | ("games" & keyof Answer)>;

/** What each insight says in plain words. */
export interface Sentences {
  topScorers: (about: About<TopScorers, "items">) => string;
  topDefenders: (about: About<TopDefenders, "items" | "inDefence">) => string;
  bestPlayer: (about: About<BestPlayer, "items" | "minimumGames">) => string;
  tableUsage: (about: About<TableUsage, "items" | "test">) => string;
  peakHours: (about: About<PeakHours, "hours" | "weekdays" | "test">) => string;
  sideInfluence: (about: About<SideInfluence, "red" | "decided" | "interval" | "test">) => string;
  records: (about: About<Records, "items">) => string;
  demandForecast: (about: About<DemandForecast, "days" | "past">) => string;
}
