import { setMaxListeners } from "node:events";
import { beginsAfresh } from "../boards/create-board.ts";
import { momentsAt } from "../game/moments.ts";
import { type Random, seededRandom } from "../game/random.ts";
import { type Faults, NO_FAULTS } from "../network/faults.ts";
import { playBoard } from "./play-board.ts";
import { playNative } from "./play-native.ts";
import type { PlayedTable } from "./table.ts";
import { startTableClock, type TableClock } from "./table-clock.ts";
import { counted, type Tally } from "./tally.ts";

export interface PlayOptions {
  serverUrl: string;
  /** Native devices speak MQTT with this broker. */
  mqttUrl?: string | undefined;
  /** Ends everything. */
  signal: AbortSignal;
  /** Players are so many times faster than people; 1 by default. */
  speed?: number | undefined;
  faults?: Partial<Faults> | undefined;
  /** The same seed plays the same matches; drawn by default. */
  seed?: string | undefined;
  /** So many matches at each table; for ever by default. */
  matches?: number | undefined;
  log?: ((line: string) => void) | undefined;
}

/** What was played at a table, and what of it never reached the server. */
export interface TableReport extends Tally {
  name: string;
  /** Events that a native device could not deliver. */
  undelivered: number;
}

/** Plays at all tables at once until the matches are over or the abort; neither is a failure. */
export async function playTables(
  tables: readonly PlayedTable[],
  options: PlayOptions,
): Promise<TableReport[]> {
  // Every table waits for the one abort.
  setMaxListeners(0, options.signal);
  const clock = startTableClock();
  const seed = options.seed ?? crypto.randomUUID();
  return Promise.all(
    tables.map(async (table) => {
      const random = (what: string) => seededRandom(`${seed}/${table.name}/${what}`);
      const report: TableReport = { name: table.name, matches: [], undelivered: 0 };
      try {
        report.undelivered = await playTable(table, { options, clock, random, tally: report });
      } catch (error) {
        if (!options.signal.aborted) options.log?.(`${table.name} is not being played: ${error}`);
      }
      return report;
    }),
  );
}

interface Means {
  options: PlayOptions;
  clock: TableClock;
  random: (what: string) => Random;
  tally: Tally;
}

async function playTable(
  { name, kind, url, token, deviceId, cards = [] }: PlayedTable,
  { options, clock, random, tally }: Means,
): Promise<number> {
  const { serverUrl, mqttUrl, signal, log } = options;
  const faults: Faults = { ...NO_FAULTS, ...options.faults };
  const say = (line: string) => log?.(`${name}: ${line}`);
  const life = {
    speed: options.speed ?? 1,
    matches: options.matches,
    mayBeAbandoned: kind === "native" || beginsAfresh(kind),
    restart: faults.restart,
    held: kind === "native" ? 0 : faults.held,
  };
  const moments = counted(momentsAt(random("game"), life), { tally, say });
  const playing = { serverUrl, moments, clock, random: random("network"), faults, signal, say };
  if (kind === "native") {
    if (token === undefined) throw new Error("a native device needs its token");
    if (mqttUrl === undefined) return playNative(playing, { token, cards });
    if (deviceId === undefined) throw new Error("by MQTT a device needs its id");
    return playNative(playing, { token, broker: { url: mqttUrl, deviceId }, cards });
  }
  if (url === undefined) throw new Error("a board needs its secret URL");
  await playBoard(playing, { make: kind, url });
  return 0;
}
