import type { LiveMessage, Match, Table } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { sampleEvent, sampleId, sampleMatch, sampleTable } from "../testing/samples.ts";
import { createLiveStore } from "./live-store.ts";

const MATCH = sampleId(10);
const TABLE = sampleId(101);

function snapshot(tables: Table[], matches: Match[] = []): LiveMessage {
  return { type: "snapshot", at: "2026-11-23T12:00:00.000Z", tables, matches };
}

function goal(match: Match, ...ids: string[]): LiveMessage {
  return { type: "match.goal", match, events: ids.map((id) => sampleEvent({ id })) };
}

describe("versions", () => {
  it("shows a newer score and ignores an older one that comes late", () => {
    const store = createLiveStore();
    store.receive(goal(sampleMatch({ version: 3, scoreRed: 2 }), "c:0"));
    store.receive(goal(sampleMatch({ version: 2, scoreRed: 1 }), "b:0"));
    expect(store.match(MATCH)?.scoreRed).toBe(2);
    expect(store.additions(MATCH)?.map((event) => event.id)).toEqual(["c:0"]);
  });

  it("ignores a call's answer that is older than what the stream has told", () => {
    const store = createLiveStore();
    store.receive({ type: "table.changed", table: sampleTable({ version: 5, name: "new" }) });
    store.remember({ tables: [sampleTable({ version: 4, name: "old" })] });
    expect(store.table(TABLE)?.name).toBe("new");
  });

  it("keeps the identity of a table that did not change", () => {
    const store = createLiveStore();
    const other = sampleTable({ id: sampleId(102), code: "T02" });
    store.receive(snapshot([sampleTable(), other]));
    const before = store.table(sampleId(102));
    store.receive(goal(sampleMatch({ version: 2, scoreRed: 1 }), "a:0"));
    expect(store.table(sampleId(102))).toBe(before);
    expect(store.table(TABLE)?.currentMatch?.scoreRed).toBe(1);
  });

  it("takes the events of two messages that carry the same version", () => {
    const store = createLiveStore();
    const over = sampleMatch({ version: 2, scoreRed: 10, status: "finished", winner: "red" });
    store.receive(goal(over, "a:0"));
    store.receive({ type: "match.finished", match: over, events: [sampleEvent({ id: "a:1" })] });
    expect(store.additions(MATCH)?.map((event) => event.id)).toEqual(["a:0", "a:1"]);
  });

  it("adds an event once when a message is told twice", () => {
    const store = createLiveStore();
    const message = goal(sampleMatch({ version: 2, scoreRed: 1 }), "a:0");
    store.receive(message);
    store.receive(message);
    expect(store.additions(MATCH)).toHaveLength(1);
  });
});

describe("the turns of matches, by which lists of them are read again", () => {
  it("are counted when one begins and when it ends, not with every goal", () => {
    const store = createLiveStore();
    const begun = sampleMatch({ version: 1, scoreRed: 1 });
    store.receive({ type: "match.started", match: begun, events: [] });
    store.receive(goal(begun, "a:0"));
    store.receive(goal(sampleMatch({ version: 2, scoreRed: 2 }), "b:0"));
    expect(store.turns()).toBe(1);
    const over = sampleMatch({ version: 3, scoreRed: 10, status: "finished", winner: "red" });
    store.receive({ type: "match.finished", match: over, events: [] });
    expect(store.turns()).toBe(2);
  });

  it("are counted when the stream begins anew, as some may have been missed", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable()]), true);
    expect(store.turns()).toBe(0);
    store.receive(snapshot([sampleTable()]), true);
    expect(store.turns()).toBe(1);
  });
});

describe("the turns of reservations, by which schedules are read again", () => {
  const reservation = {
    id: sampleId(500),
    tableId: TABLE,
    startsAt: "2026-11-23T12:15:00.000Z",
    endsAt: "2026-11-23T12:45:00.000Z",
    status: "booked",
    version: 1,
  } as const;

  it("are counted with every change of a reservation, and with nothing else", () => {
    const store = createLiveStore();
    store.receive({ type: "reservation.changed", reservation });
    store.receive({
      type: "reservation.changed",
      reservation: { ...reservation, status: "cancelled", version: 2 },
    });
    store.receive({ type: "table.changed", table: sampleTable() });
    store.receive(goal(sampleMatch({ version: 2, scoreRed: 1 }), "a:0"));
    expect(store.reservationTurns()).toBe(2);
  });

  it("are counted with every snapshot, as a change before it was not told", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable()]));
    expect(store.reservationTurns()).toBe(1);
    store.receive(snapshot([sampleTable()]));
    expect(store.reservationTurns()).toBe(2);
  });
});

describe("a table and its match", () => {
  it("knows a match that began and ended in one breath", () => {
    const store = createLiveStore();
    const over = sampleMatch({ version: 2, status: "finished", winner: "red" });
    store.receive(snapshot([sampleTable()]));
    store.receive({ type: "match.finished", match: over, events: [sampleEvent({ id: "a:1" })] });
    expect(store.lastEnded(TABLE)).toEqual(over);
    expect(store.table(TABLE)?.currentMatch).toBeNull();
  });

  it("is being played on as soon as its match is heard of", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable()]));
    store.receive({ type: "match.started", match: sampleMatch(), events: [] });
    expect(store.table(TABLE)).toMatchObject({ status: "playing", currentMatch: { id: MATCH } });
  });

  it("is free again once its match is over", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable({ status: "playing", currentMatch: sampleMatch() })]));
    const over = sampleMatch({ version: 2, status: "finished", winner: "red", scoreRed: 10 });
    store.receive({ type: "match.finished", match: over, events: [] });
    expect(store.table(TABLE)).toMatchObject({ status: "free", currentMatch: null });
  });

  it("does not bring back a match that is over when the table's change comes late", () => {
    const store = createLiveStore();
    const over = sampleMatch({ version: 9, status: "finished", winner: "red", scoreRed: 10 });
    store.receive({ type: "match.finished", match: over, events: [] });
    const late = sampleTable({ status: "playing", currentMatch: sampleMatch({ version: 3 }) });
    store.receive({ type: "table.changed", table: late });
    expect(store.table(TABLE)?.currentMatch).toBeNull();
  });

  it("keeps the later of two matches", () => {
    const store = createLiveStore();
    const next = sampleMatch({ id: sampleId(11), startedAt: "2026-11-23T12:30:00.000Z" });
    store.receive(snapshot([sampleTable({ status: "playing", currentMatch: next })]));
    store.receive(goal(sampleMatch({ version: 4, scoreRed: 3 })));
    expect(store.table(TABLE)?.currentMatch?.id).toBe(sampleId(11));
  });

  it("stays under repair while a match goes on there", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable({ status: "maintenance" })]));
    store.receive({ type: "match.started", match: sampleMatch(), events: [] });
    expect(store.table(TABLE)?.status).toBe("maintenance");
  });
});

describe("gaps", () => {
  it("asks for a match to be read again when a version was skipped", () => {
    const store = createLiveStore();
    store.receive(goal(sampleMatch({ version: 2 }), "a:0"));
    expect(store.gaps(MATCH)).toBe(0);
    store.receive(goal(sampleMatch({ version: 4 }), "c:0"));
    expect(store.gaps(MATCH)).toBe(1);
  });

  it("asks for a running match to be read again when a new snapshot lacks it", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable()], [sampleMatch()]), true);
    store.receive(snapshot([sampleTable()]), true);
    expect(store.gaps(MATCH)).toBe(1);
  });

  it("forgets what was added before a new snapshot and asks for the whole", () => {
    const store = createLiveStore();
    store.receive(goal(sampleMatch({ version: 2 }), "a:0"));
    store.receive(snapshot([], [sampleMatch({ version: 6 })]));
    expect(store.additions(MATCH)).toBeUndefined();
    expect(store.gaps(MATCH)).toBe(1);
  });
});

describe("which tables there are", () => {
  it("knows them all only from a snapshot or an answer of all tables", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable()]), false);
    expect(store.tablesKnown()).toBe(false);
    store.receive(snapshot([sampleTable()]), true);
    expect(store.tablesKnown()).toBe(true);
  });

  it("drops a table that a snapshot of all tables no longer has", () => {
    const store = createLiveStore();
    const gone = sampleTable({ id: sampleId(102) });
    store.receive(snapshot([sampleTable(), gone]), true);
    store.receive(snapshot([sampleTable()]), true);
    expect(store.tableIds()).toEqual([TABLE]);
    expect(store.table(sampleId(102))).toBeUndefined();
  });

  it("keeps the others when a snapshot is of one table", () => {
    const store = createLiveStore();
    store.receive(snapshot([sampleTable(), sampleTable({ id: sampleId(102) })]), true);
    store.receive(snapshot([sampleTable({ version: 2 })]), false);
    expect(store.tableIds()).toHaveLength(2);
  });
});

it("tells its listeners of each change until they leave", () => {
  const store = createLiveStore();
  let told = 0;
  const leave = store.subscribe(() => {
    told += 1;
  });
  store.receive(snapshot([sampleTable()]));
  store.setConnection("live");
  store.setConnection("live");
  leave();
  store.setConnection("offline");
  expect(told).toBe(2);
});
