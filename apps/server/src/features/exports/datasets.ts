import { EXPORT_COLUMNS, type ExportDataset, type ExportFilter } from "@babyfoot/contract";

export interface Statement {
  text: string;
  values: unknown[];
}

/** The order in which rows come, along an index where there are many. */
const ORDER: Record<ExportDataset, string> = {
  games: "venue_id, game_key",
  lines: "venue_id, game_key, player_key",
  events: "venue_id, table_key, at, event_id",
  reservations: "venue_id, starts_at, reservation_id",
  players: "player_key",
  tables: "venue_id, table_id, table_key",
};

/** Narrows by time before the day of each row is worked out: no zone is further than a day off. */
const INSTANT: Partial<Record<ExportDataset, string>> = { events: "at", reservations: "starts_at" };

/** With it the index by venue and day serves whoever names no venue. */
const EVERY_VENUE = "x.venue_id = any (array(select id from public.venues))";

/** The statement that reads a dataset from its documented view, all columns as text. */
export function statementOf(dataset: ExportDataset, filter: ExportFilter): Statement {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = CONDITIONS[dataset](filter, value);
  const names = EXPORT_COLUMNS[dataset].map(({ name }) => `x.${name}`).join(", ");
  const where = conditions.length > 0 ? ` where ${conditions.join(" and ")}` : "";
  const order = ORDER[dataset].replace(/(\w+)/g, "x.$1");
  return { text: `select ${names} from reporting.${dataset} x${where} order by ${order}`, values };
}

type Value = (given: unknown) => string;
type Conditions = (filter: ExportFilter, value: Value) => string[];

/** Of rows that have a day and a venue of their own. */
function dayConditions({ from, to, venueId }: ExportFilter, value: Value, instant?: string) {
  const conditions: string[] = [];
  if (from !== undefined) {
    const day = value(from);
    conditions.push(`x.date >= ${day}::date`);
    if (instant !== undefined) conditions.push(`x.${instant} >= ${day}::date - interval '1 day'`);
  }
  if (to !== undefined) {
    const day = value(to);
    conditions.push(`x.date <= ${day}::date`);
    if (instant !== undefined) conditions.push(`x.${instant} < ${day}::date + interval '2 days'`);
  }
  if (venueId !== undefined) conditions.push(`x.venue_id = ${value(venueId)}::uuid`);
  else if (from !== undefined || to !== undefined) conditions.push(EVERY_VENUE);
  return conditions;
}

const ofGames: Conditions = (filter, value) => {
  const conditions = dayConditions(filter, value);
  if (filter.importId !== undefined)
    conditions.push(`x.import_id = ${value(filter.importId)}::uuid`);
  return conditions;
};

const ofInstants =
  (dataset: ExportDataset): Conditions =>
  (filter, value) => [
    ...dayConditions(filter, value, INSTANT[dataset]),
    // An import brings games, and nothing else.
    ...(filter.importId === undefined ? [] : ["false"]),
  ];

/** Those of the games that are chosen; all of them where nothing is. */
const ofThoseWith =
  (view: "lines" | "games", key: string): Conditions =>
  (filter, value) => {
    const chosen = ofGames(filter, value).map((condition) =>
      condition.replace(/\bx\./g, "chosen."),
    );
    if (chosen.length === 0) return [];
    const also = chosen.map((condition) => ` and ${condition}`).join("");
    return [`exists (select from reporting.${view} chosen where chosen.${key} = x.${key}${also})`];
  };

const CONDITIONS: Record<ExportDataset, Conditions> = {
  games: ofGames,
  lines: ofGames,
  events: ofInstants("events"),
  reservations: ofInstants("reservations"),
  players: ofThoseWith("lines", "player_key"),
  tables: (filter, value) => {
    const { venueId, ...games } = filter;
    return [
      ...(venueId === undefined ? [] : [`x.venue_id = ${value(venueId)}::uuid`]),
      ...ofThoseWith("games", "table_key")(games, value),
    ];
  },
};

/** The games or lines of one day, of those without a day where it is null. */
export function statementOfDay(dataset: "games" | "lines", day: string | null): Statement {
  const names = EXPORT_COLUMNS[dataset].map(({ name }) => `x.${name}`).join(", ");
  const order = ORDER[dataset].replace(/(\w+)/g, "x.$1");
  const when = day === null ? "x.date is null" : "x.date = $1::date";
  return {
    text: `select ${names} from reporting.${dataset} x where ${when} and ${EVERY_VENUE} order by ${order}`,
    values: day === null ? [] : [day],
  };
}
