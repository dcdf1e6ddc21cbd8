import type { MatchFormat, TableState } from "@babyfoot/domain";
import type { PlayerOnTeam } from "../matches/matches.service.ts";

/** A place in a table's log. */
export interface Place {
  at: number;
  boot: number;
  seq: number;
}

/** Log order: by instant, then by run of the device, then by seq. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.at - b.at || a.boot - b.boot || a.seq - b.seq;

/** The part of a running match's row that its state does not tell. */
export interface MatchCard {
  id: string;
  /** When it was read, in milliseconds: names of players may have changed since. */
  readAt: number;
  version: number;
  scoredBy: string;
  confirmedAt: Date | null;
  notes: string[];
  openedBy: string;
  startedAt: Date | null;
  lastGoalAt: Date | null;
  players: PlayerOnTeam[];
}

/** A table as it is known before its log. */
export interface LockedTable {
  venueId: string;
  tableId: string;
  code: string;
  name: string;
  retired: boolean;
  bounceMs: number;
  walkUpFormat: MatchFormat;
}

/** What is written of a table only now and then: how far it was folded, and how far it has come since. */
export interface Checkpoint {
  bounceMs: number;
  entriesSince: number;
}

export interface Folded {
  state: TableState;
  last: Place;
  /** The newest entry of each device, and of people under `hand`. */
  heard: ReadonlyMap<string, number>;
  checkpoint: Checkpoint;
}

/** A table whose log is locked for this transaction: nobody else plays on it until the commit. */
export interface Head extends LockedTable, Folded {
  /** Names the state in which it was found. */
  revision: string;
  /** Will name the state in which this transaction leaves it, if it changes it. */
  nextRevision: string;
  state: TableState;
  heard: Map<string, number>;
  /** What is known of the running match's row; null when it must be read again. */
  card: MatchCard | null;
}
