import type { Match, Table, TimelineEvent } from "@babyfoot/contract";

/** A UUIDv7 that ends in that number. */
export function sampleId(number: number): string {
  return `0190a000-0000-7000-8000-${`${number}`.padStart(12, "0")}`;
}

/** A running match at table 1, one set to 10, nil–nil. */
export function sampleMatch(change: Partial<Match> = {}): Match {
  return {
    id: sampleId(10),
    venueId: sampleId(1),
    tableId: sampleId(101),
    tableCode: "T01",
    tableName: "Près du bar",
    status: "live",
    scoreRed: 0,
    scoreBlue: 0,
    setsRed: 0,
    setsBlue: 0,
    sets: [],
    winner: null,
    swapped: false,
    matchPoint: [],
    red: [],
    blue: [],
    format: {
      goalsToWin: 10,
      winBy: 1,
      maxGoals: null,
      sets: 1,
      winByIn: "every_set",
      drawAt: null,
      swap: "never",
      timeOutsPerSet: 2,
      gamelle: "goal",
    },
    scoredBy: "sensor",
    confirmed: false,
    notes: [],
    startedAt: "2026-11-23T12:00:00.000Z",
    finishedAt: null,
    lastGoalAt: null,
    version: 1,
    ...change,
  };
}

/** Table 1, free. */
export function sampleTable(change: Partial<Table> = {}): Table {
  return {
    id: sampleId(101),
    code: "T01",
    name: "Près du bar",
    venueId: sampleId(1),
    location: null,
    condition: null,
    status: "free",
    sensor: "ok",
    currentMatch: null,
    nextReservation: null,
    seats: [],
    waiting: 0,
    openFaults: [],
    bounceMs: 400,
    version: 1,
    ...change,
  };
}

/** A red goal, 30 s after the match began. */
export function sampleEvent(change: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id: "entry-1:0",
    at: "2026-11-23T12:00:30.000Z",
    kind: "goal",
    side: "red",
    scoreRed: 1,
    scoreBlue: 0,
    setNumber: 1,
    undone: false,
    scorerId: null,
    position: null,
    source: "sensor",
    byName: null,
    ...change,
  };
}

export function samplePlayer(number: number, displayName: string): Match["red"][number] {
  return { playerId: sampleId(number), displayName, avatar: null, position: null };
}
