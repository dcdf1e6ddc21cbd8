import type { Sentences } from "./sentences.ts";
import { howOften, leadersOf, listed, mostOf, type Wording } from "./wording.ts";

const ENGLISH: Wording = {
  and: "and",
  others: (count) => `${count} others`,
  never: "less than once in 1,000 times",
  always: "almost every time",
  times: (count, of) => `${count} ${count === 1 ? "time" : "times"} in ${whole(of)}`,
};

const formats = {
  whole: new Intl.NumberFormat("en", { maximumFractionDigits: 0 }),
  one: new Intl.NumberFormat("en", { maximumFractionDigits: 1 }),
};
const whole = (value: number): string => formats.whole.format(value);
const one = (value: number): string => formats.one.format(value);
const percent = (share: number): string => `${one(share * 100)}%`;
const many = (count: number, single: string, plural = `${single}s`): string =>
  `${whole(count)} ${count === 1 ? single : plural}`;
const names = (items: readonly { displayName: string }[]): string =>
  listed(
    items.map((item) => item.displayName),
    ENGLISH,
  );
const chance = (pValue: number): string => howOften(pValue, ENGLISH);

const NOTHING = "Nothing has been played yet in what you are looking at.";
const WEEKDAYS = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Which day is the busiest, or which share that. */
function dayWords(days: readonly { weekday: number }[], is: string, are: string): string {
  const named = days.map(({ weekday }) => WEEKDAYS[weekday] ?? "");
  if (named.length === 1) return `The busiest day ${is} ${named[0]}`;
  return `The busiest days ${are}, tied, ${listed(named, ENGLISH)}`;
}

export const english: Sentences = {
  topScorers: ({ games, items }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    if (games === 0) return NOTHING;
    if (first === undefined) return "No goal here is known to be anybody’s who can be named.";
    const goals = many(first.goals, "goal");
    if (leaders.length > 1) return `${names(leaders)} are tied for the lead, with ${goals} each.`;
    return `${first.displayName} scores most: ${goals} in ${many(first.games, "game")}.`;
  },

  topDefenders: ({ games, items, inDefence }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    if (games === 0) return NOTHING;
    if (first === undefined) return "Nobody has counted saves: who defends best cannot be said.";
    const saves = many(first.saves, "save");
    const all =
      leaders.length > 1
        ? `${names(leaders)} are tied for the lead, with ${saves} each.`
        : `${first.displayName} saves most: ${saves} in ${many(first.games, "game")}.`;
    const behind = leadersOf(inDefence);
    const [best] = behind;
    if (best === undefined) return `${all} Nobody has noted who played in defence.`;
    return `${all} Counting only games played in defence: ${names(behind)}, ${many(best.saves, "save")}${behind.length > 1 ? " each, tied" : ""}.`;
  },

  bestPlayer: ({ games, minimumGames, items }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    const minimum = many(minimumGames, "game");
    if (games === 0) return NOTHING;
    if (first === undefined)
      return `Nobody has ${minimum} with a known result yet: too few to say who is best.`;
    if (leaders.length > 1)
      return `${names(leaders)} are tied for the lead, among those with at least ${minimum}.`;
    const { interval } = first;
    const next = items.find(({ rank }) => rank > 1);
    const close = next !== undefined && next.interval.high > interval.low;
    return `${first.displayName} wins most surely: ${percent(first.winShare)} of their ${many(first.games, "game")}, probably between ${percent(interval.low)} and ${percent(interval.high)}. Only those with at least ${minimum} are compared.${close ? " The lead over the next may be chance." : ""}`;
  },

  tableUsage: ({ games, items, test }) => {
    const leaders = leadersOf(items);
    const [first] = leaders;
    if (games === 0) return NOTHING;
    if (first === undefined) return "No game says at which table it was played.";
    const codes = listed(
      leaders.map(({ code }) => code),
      ENGLISH,
    );
    const most =
      leaders.length > 1
        ? `Tables ${codes} are tied for the lead, with ${many(first.games, "game")} each.`
        : `Table ${codes} is used most: ${many(first.games, "game")}, that is ${percent(first.share)}.`;
    if (test === null) return `${most} There is no other table to compare it with.`;
    return test.differs
      ? `${most} Tables are not used alike: chance alone would show such a difference ${chance(test.pValue)}.`
      : `${most} Nothing says that one table is preferred: chance alone shows such a difference ${chance(test.pValue)}.`;
  },

  peakHours: ({ games, hours, weekdays, test }) => {
    if (games === 0) return NOTHING;
    const busiest = hours.toSorted((a, b) => b.games - a.games)[0];
    const when =
      busiest === undefined
        ? "No game has a time of day: at which hour people play most cannot be said."
        : `People play most on ${WEEKDAYS[busiest.weekday]} from ${busiest.hour}:00 to ${busiest.hour + 1}:00: ${many(busiest.games, "game")}${hours.filter((hour) => hour.games === busiest.games).length > 1 ? ", tied with other times" : ""}.`;
    const busiestDays = mostOf(weekdays, (day) => day.perDay);
    const [top] = busiestDays;
    if (top === undefined || test === null) return when;
    if (!test.differs)
      return `${when} Nothing says that one day of the week is busier: chance alone shows such differences ${chance(test.pValue)}.`;
    return `${when} ${dayWords(busiestDays, "is", "are")}, with ${one(top.perDay)} a day on average; chance alone would show such differences between the days ${chance(test.pValue)}.`;
  },

  sideInfluence: ({ games, red, decided, interval, test }) => {
    if (games === 0) return NOTHING;
    if (interval === null || test === null)
      return "No game has a known winner: nothing can be said of the sides.";
    const share = `Red wins ${percent(red.share)} of ${many(decided, "decided game")} (probably between ${percent(interval.low)} and ${percent(interval.high)})`;
    if (!test.differs)
      return `${share}. Nothing says that the side matters: chance alone shows such a difference ${chance(test.pValue)}.`;
    const side = red.share > 0.5 ? "red" : "blue";
    return `${share}. The side seems to matter, in favour of ${side}: chance alone would show such a difference ${chance(test.pValue)}.`;
  },

  records: ({ games, items }) => {
    if (games === 0) return NOTHING;
    const streak = items.find(({ kind }) => kind === "longest_win_streak");
    const win = items.find(({ kind }) => kind === "biggest_win");
    const told: string[] = [];
    if (win !== undefined)
      told.push(
        `The widest win: by ${many(win.value, "goal")}${win.held > 1 ? `, ${whole(win.held)} times` : ""}.`,
      );
    const people = streak?.holders.flatMap(({ player }) => player ?? []) ?? [];
    if (streak !== undefined && people.length > 0)
      told.push(
        `The longest streak: ${many(streak.value, "win")} in a row, by ${names(people)}${streak.held > people.length ? " and more" : ""}${streak.held > 1 ? ", tied" : ""}.`,
      );
    return told.length === 0 ? "There is no record to tell of yet." : told.join(" ");
  },

  demandForecast: ({ days, past }) => {
    const busiestDays = mostOf(days, (day) => Math.round(day.expected));
    const [busiest] = busiestDays;
    if (busiest === undefined)
      return "Too little has been played in the last weeks to tell what is to come.";
    const when = `${dayWords(busiestDays, "should be", "should be")}, with about ${many(Math.round(busiest.expected), "game")} (between ${whole(busiest.low)} and ${whole(busiest.high)}).`;
    if (past === null) return when;
    const better = past.meanError < past.naiveError;
    return `${when} So far such forecasts were wrong by ${one(past.meanError)} a day on average, ${better ? "better" : "no better"} than repeating the week before (${one(past.naiveError)}).`;
  },
};
