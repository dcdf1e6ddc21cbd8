import { expectedWaits, FORMATS, type TableNow, tableAhead } from "@babyfoot/domain";

const MINUTE = 60_000;
const DAY_MINUTES = 12 * 60;
/** Classes end so often, and many come then. */
const CLASS_MINUTES = 60;
const GOALS = 10;
const OFFER_SECONDS = 180;
const REMEMBERED = 40;
type Random = () => number;

interface Match {
  startedAt: number;
  /** The instants of its goals, and who scored them. */
  goals: { at: number; red: boolean }[];
}

interface SimulatedTable {
  id: string;
  /** Its own seconds a goal, which nobody knows. */
  pace: number;
  finished: { goals: number; seconds: number }[];
  match: Match | null;
  /** Offered, and the match not yet begun. */
  offeredAt: number | null;
  freeAt: number;
}

interface Waiter {
  joinedAt: number;
  tableId: string | null;
  comes: boolean;
  promised: number;
  naive: number;
}

/** What was promised to somebody and what it came to, in minutes. */
export interface Wait {
  promised: number;
  naive: number;
  real: number;
}

const exponential = (mean: number, random: Random): number => -mean * Math.log(1 - random());

/** Each goal after an exponential pause; one side is the better one. Sensors know of a match from its first goal on. */
function playMatch(kickOff: number, pace: number, random: Random): Match {
  const p = 0.35 + 0.3 * random();
  const goals: Match["goals"] = [];
  const score = { red: 0, blue: 0 };
  let at = kickOff;
  while (score.red < GOALS && score.blue < GOALS) {
    at += 1000 * (5 + exponential(pace - 5, random));
    const red = random() < p;
    if (red) score.red += 1;
    else score.blue += 1;
    goals.push({ at, red });
  }
  return { startedAt: goals[0]?.at ?? at, goals };
}

/** What the product knows of a table at an instant. */
function seen(table: SimulatedTable, now: number): TableNow {
  const { match, offeredAt, finished } = table;
  const last = finished.slice(-REMEMBERED);
  const fallen = match?.goals.filter(({ at }) => at <= now) ?? [];
  const red = fallen.filter((goal) => goal.red).length;
  return {
    id: table.id,
    history: {
      goals: last.reduce((sum, one) => sum + one.goals, 0),
      seconds: last.reduce((sum, one) => sum + one.seconds, 0),
    },
    match:
      match === null || match.startedAt > now
        ? null
        : {
            format: FORMATS.house,
            red,
            blue: fallen.length - red,
            setsRed: 0,
            setsBlue: 0,
            startedAt: match.startedAt,
          },
    holder:
      offeredAt === null ? null : { origin: "queue", from: offeredAt, to: offeredAt + 25 * MINUTE },
    held: [],
  };
}

interface Day {
  random: Random;
  tables: SimulatedTable[];
  line: Waiter[];
  waits: Wait[];
  habits: { handover: number[]; came: boolean[] };
}

const mean = (values: readonly number[], prior: number, weight: number): number =>
  (values.reduce((sum, value) => sum + value, 0) + prior * weight) / (values.length + weight);

function join(day: Day, now: number): void {
  const { random, tables, line, habits } = day;
  const table = tables[Math.floor(random() * tables.length)];
  const tableId = random() < 0.2 && table !== undefined ? table.id : null;
  const moment = {
    now,
    offerSeconds: OFFER_SECONDS,
    habits: {
      handoverSeconds: mean(habits.handover.slice(-200), 90, 5),
      taking: mean(habits.came.slice(-200).map(Number), 0.8, 5),
      // Nobody gives up before their offer on these days.
      patience: [],
    },
  };
  const ahead = tables.map((one) => tableAhead(seen(one, now), moment));
  const waiting = [...line, { tableId }];
  const wait =
    expectedWaits({
      now,
      tables: ahead,
      waiting,
      shortestMs: 10 * MINUTE,
      giveUp: [],
    }).at(-1) ?? 0;
  // What a queue without scores tells: those before one, ten minutes each, over the tables.
  const before = line.filter((other) => other.tableId === tableId || tableId === null).length;
  const mine = tableId === null ? tables.length : 1;
  const naive = ((before + 0.5) * 10) / mine;
  line.push({ joinedAt: now, tableId, comes: random() < 0.85, promised: wait / MINUTE, naive });
}

/** A free table goes to the first in line for it, who comes after a while, or not at all. */
function offer(day: Day, table: SimulatedTable, now: number): void {
  const { random, line, waits, habits } = day;
  const index = line.findIndex((one) => one.tableId === null || one.tableId === table.id);
  const [next] = index === -1 ? [] : line.splice(index, 1);
  if (next === undefined) return;
  const { promised, naive, joinedAt } = next;
  waits.push({ promised, naive, real: (now - joinedAt) / MINUTE });
  table.offeredAt = now;
  habits.came.push(next.comes);
  if (!next.comes) {
    table.freeAt = now + OFFER_SECONDS * 1000;
    return;
  }
  const handover = 20 + exponential(70, random);
  habits.handover.push(handover);
  table.match = playMatch(now + handover * 1000, table.pace, random);
  table.freeAt = table.match.goals.at(-1)?.at ?? now;
}

function end(table: SimulatedTable): void {
  const { match } = table;
  const last = match?.goals.at(-1);
  if (match !== null && last !== undefined)
    table.finished.push({
      goals: match.goals.length,
      seconds: (last.at - match.startedAt) / 1000,
    });
  table.match = null;
  table.offeredAt = null;
}

/** How many come in a second of the day: a crowd after each class, few in between. */
function arrivals(second: number, tables: number): number {
  const minute = (second / 60) % CLASS_MINUTES;
  return (tables * (minute < 12 ? 0.3 : 0.03)) / 60;
}

/** Plays campus days second by second; all tables keep what was played on the days before. */
export function simulateDays(days: number, tableCount: number, random: Random): Wait[] {
  const tables = Array.from({ length: tableCount }, (_, index) => ({
    id: `T${index + 1}`,
    pace: 25 + 20 * random(),
    finished: [],
    match: null,
    offeredAt: null,
    freeAt: 0,
  }));
  const day: Day = { random, tables, line: [], waits: [], habits: { handover: [], came: [] } };
  for (let second = 0; second < days * DAY_MINUTES * 60; second += 1) {
    const now = second * 1000;
    // At closing time the line goes home.
    if (second % (DAY_MINUTES * 60) === 0) day.line.length = 0;
    if (random() < arrivals(second, tableCount)) join(day, now);
    for (const table of day.tables) {
      if (table.freeAt > now) continue;
      end(table);
      if (day.line.length > 0) offer(day, table, now);
    }
  }
  return day.waits;
}
