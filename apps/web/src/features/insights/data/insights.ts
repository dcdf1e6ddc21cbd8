import {
  API,
  type BestPlayer,
  bestPlayerSchema,
  type DemandForecast,
  demandForecastSchema,
  insightScopeSchema,
  type Locale,
  type PeakHours,
  peakHoursSchema,
  type Records,
  recordsSchema,
  type SideInfluence,
  sideInfluenceSchema,
  type TableUsage,
  type TopDefenders,
  type TopScorers,
  tableUsageSchema,
  topDefendersSchema,
  topScorersSchema,
} from "@babyfoot/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, query, type Schema } from "../../../shared/api/client.ts";
import type { Scope } from "./scope.ts";

interface Insights {
  "top-scorers": TopScorers;
  "top-defenders": TopDefenders;
  "best-player": BestPlayer;
  "table-usage": TableUsage;
  "peak-hours": PeakHours;
  "side-influence": SideInfluence;
  records: Records;
  "demand-forecast": DemandForecast;
}
export type InsightName = keyof Insights;
export type InsightOf<Name extends InsightName> = Insights[Name];

const SCHEMAS: { [Name in InsightName]: Schema<Insights[Name]> } = {
  "top-scorers": topScorersSchema,
  "top-defenders": topDefendersSchema,
  "best-player": bestPlayerSchema,
  "table-usage": tableUsageSchema,
  "peak-hours": peakHoursSchema,
  "side-influence": sideInfluenceSchema,
  records: recordsSchema,
  "demand-forecast": demandForecastSchema,
};

export interface Asked {
  scope: Scope;
  /** Of the sentence. */
  locale: Locale;
}

/** One insight; while another season is read, what was shown stays. */
export const insightQuery = <Name extends InsightName>(name: Name, { scope, locale }: Asked) =>
  queryOptions({
    queryKey: ["insights", name, scope, locale],
    queryFn: ({ signal }): Promise<Insights[Name]> => {
      const { season, venue, from, to } = scope;
      const path = `${API}/insights/${name}${query({ season, venueId: venue, from, to })}`;
      return call(SCHEMAS[name], path, { signal, language: locale });
    },
    placeholderData: keepPreviousData,
  });

/** What can be asked for. */
export const insightScopeQuery = queryOptions({
  queryKey: ["insights", "scope"],
  queryFn: ({ signal }) => call(insightScopeSchema, `${API}/insights/scope`, { signal }),
});
