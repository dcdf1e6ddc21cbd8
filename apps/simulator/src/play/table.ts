import type { BoardMake } from "../boards/board.ts";
import type { TimedMoment } from "../game/moments.ts";
import type { Random } from "../game/random.ts";
import type { Faults } from "../network/faults.ts";
import type { TableClock } from "./table-clock.ts";

export type BoardKind = "native" | BoardMake;

/** A table to play at: a board by its secret base URL, a native device by its bearer token. */
export interface PlayedTable {
  name: string;
  kind: BoardKind;
  url?: string;
  token?: string;
  /** The name under which a native device speaks MQTT. */
  deviceId?: string;
  /** At a native device: the numbers of the cards of those who play there. */
  cards?: readonly string[];
}

/** What playing at one table takes. */
export interface Playing {
  serverUrl: string;
  /** What happens there, to its end. */
  moments: Iterable<TimedMoment>;
  clock: TableClock;
  random: Random;
  faults: Faults;
  signal: AbortSignal;
  /** Says something of this table. */
  say: (line: string) => void;
}
