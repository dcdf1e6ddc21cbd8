import { describe, expect, it } from "vitest";
import { instantAt } from "../time/zoned-time.ts";
import { type Placed, seatInMatch } from "./seats.ts";
import { decideTap, type TapSituation, type TurnOfTable } from "./tap.ts";

const ZONE = "Europe/Paris";
const MINUTE = 60_000;
const at = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return instantAt({ date: "2026-11-23", minutes: hours * 60 + minutes }, ZONE);
};
const DAY: [string, string][] = [["08:00", "20:00"]];
const WEEK = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: DAY,
  sunday: DAY,
};

const turn = (change: Partial<TurnOfTable> = {}): TurnOfTable => ({
  id: "turn",
  status: "booked",
  origin: "booking",
  from: at("10:00"),
  to: at("10:30"),
  claimableFrom: at("09:55"),
  mine: false,
  expected: 1,
  seated: 0,
  seatedMe: false,
  ...change,
});

interface Change {
  now?: string;
  turns?: TurnOfTable[];
  table?: Partial<TapSituation["table"]>;
  tapper?: Partial<TapSituation["tapper"]>;
  maxReservationMinutes?: number;
}

const tap = ({ now = "10:02", turns = [], table, tapper, maxReservationMinutes = 60 }: Change) =>
  decideTap({
    now: at(now),
    table: { retired: false, blocked: false, ...table },
    turns,
    venue: {
      timeZone: ZONE,
      openingHours: WEEK,
      exceptions: [],
      closures: [],
      slotMinutes: 15,
      maxReservationMinutes,
    },
    tapper: {
      isStaff: false,
      barred: false,
      playsElsewhere: false,
      elsewhere: null,
      ...tapper,
    },
  });
const walkUp = (until: string) => ({ kind: "walk_up", until: at(until) });
const refused = (reason: string) => ({ kind: "refuse", reason });

describe("a tap at a free table", () => {
  it.each([
    ["10:00", "10:15"],
    ["10:05", "10:15"],
    ["10:06", "10:30"],
    ["19:52", "20:00"],
  ])("[K6] at %s has it until %s", (now, until) => {
    expect(tap({ now })).toEqual(walkUp(until));
  });

  it("[K6] ends before the next reservation, and before their own one elsewhere", () => {
    const next = turn({ from: at("10:10"), to: at("10:30"), claimableFrom: at("10:05") });
    expect(tap({ turns: [next] })).toEqual(walkUp("10:10"));
    const elsewhere = { from: at("10:09"), to: at("10:45") };
    expect(tap({ tapper: { elsewhere } })).toEqual(walkUp("10:09"));
    expect(tap({ now: "10:10", tapper: { elsewhere } })).toEqual(refused("player_busy"));
    const soon = turn({ from: at("10:02") + 30_000, to: at("10:30") });
    expect(tap({ turns: [soon] })).toEqual(refused("reserved_for_other"));
  });

  it("[K6] is worth 10 minutes even where reservations are shorter", () => {
    const decision = tap({ now: "10:06", maxReservationMinutes: 5 });
    expect(decision).toEqual({ kind: "walk_up", until: at("10:06") + 10 * MINUTE });
  });

  it("[K7] is refused when closed, and to whoever is barred or plays elsewhere", () => {
    expect(tap({ now: "07:59" })).toEqual(refused("closed"));
    expect(tap({ now: "20:00" })).toEqual(refused("closed"));
    expect(tap({ tapper: { barred: true } })).toEqual(refused("suspended"));
    expect(tap({ tapper: { playsElsewhere: true } })).toEqual(refused("player_busy"));
  });
});

describe("a tap at a table that somebody has", () => {
  it.each([
    ["booked", "booking", { kind: "claim", reason: "reservation" }],
    ["offered", "queue", { kind: "take", reason: "queue" }],
    ["checked_in", "walk_up", { kind: "join", reason: "walk_up" }],
  ] as const)("[K8] [K9] one's own that is %s is had until its end", (status, origin, expected) => {
    const own = turn({ status, origin, mine: true });
    expect(tap({ turns: [own] })).toEqual({ ...expected, turnId: "turn", until: at("10:30") });
  });

  it("[K8] what comes next is claimed before what is had already", () => {
    const now = turn({ id: "now", status: "checked_in", to: at("10:05"), mine: true });
    const next = turn({ id: "next", from: at("10:05"), claimableFrom: at("10:00"), mine: true });
    expect(tap({ turns: [now, next] })).toMatchObject({ kind: "claim", turnId: "next" });
  });

  it("[K10] a stranger plays too when one of them is there and places are left", () => {
    const inUse = (change: Partial<TurnOfTable>) =>
      tap({ turns: [turn({ status: "checked_in", ...change })] });
    expect(tap({ turns: [turn()] })).toEqual(refused("reserved_for_other"));
    expect(inUse({ seated: 0, expected: 1 })).toEqual(refused("reserved_for_other"));
    expect(inUse({ seated: 1, expected: 2 })).toMatchObject({ kind: "join" });
    expect(inUse({ seated: 2, expected: 2 })).toEqual(refused("table_full"));
    expect(inUse({ seated: 4, expected: 0, seatedMe: true })).toMatchObject({ kind: "join" });
  });

  it("[K10] one that was opened before it begins is in use already", () => {
    const early = turn({ status: "checked_in", seated: 1, expected: 0 });
    expect(tap({ now: "09:57", turns: [early] })).toMatchObject({ kind: "join" });
  });

  it("[K7] staff open what is shut to others, never what is retired", () => {
    const staff = { isStaff: true };
    expect(tap({ turns: [turn()], tapper: staff })).toEqual({ kind: "staff", until: at("10:15") });
    expect(tap({ now: "23:00", table: { blocked: true }, tapper: staff }).kind).toBe("staff");
    expect(tap({ table: { retired: true }, tapper: staff })).toEqual(refused("maintenance"));
    expect(tap({ table: { blocked: true } })).toEqual(refused("maintenance"));
    expect(tap({ turns: [turn({ mine: true })], tapper: staff }).kind).toBe("claim");
  });
});

describe("a tap at a table that the house holds", () => {
  it("[K8] opens it for nobody but staff, not even for whoever has entered it", () => {
    const held = turn({ origin: "house", status: "checked_in", expected: 0 });
    for (const mine of [false, true])
      expect(tap({ turns: [{ ...held, mine }] })).toEqual({
        kind: "refuse",
        reason: "reserved_for_other",
      });
    expect(tap({ turns: [{ ...held, seated: 1 }] }).kind).toBe("refuse");
    expect(tap({ turns: [held], tapper: { isStaff: true } }).kind).toBe("staff");
  });
});

describe("who has tapped in, in a match", () => {
  const player = (playerId: string, position: Placed["position"] = null) => ({
    playerId,
    position,
  });
  const tapped = ["a", "b", "c", "d"].map((playerId, index) => ({ playerId, seat: index + 1 }));

  it("[K10] the first is in attack, the second of a side in goal", () => {
    expect(seatInMatch({ red: [], blue: [] }, tapped)).toEqual({
      red: [player("a", "attack"), player("c", "goal")],
      blue: [player("b", "attack"), player("d", "goal")],
    });
  });

  it("[K10] what people have arranged stays, and a full side sends to the other", () => {
    const before = { red: [player("x", "goal"), player("y", "attack")], blue: [] };
    expect(seatInMatch(before, tapped.slice(0, 1))).toEqual({ ...before, blue: [player("a")] });
    const goalie = { red: [player("x", "attack")], blue: [] };
    expect(seatInMatch(goalie, tapped.slice(0, 1))?.red).toEqual([
      player("x", "attack"),
      player("a", "goal"),
    ]);
  });

  it("[K10] who plays already changes nothing, and nobody is too many", () => {
    const full = { red: [player("a"), player("c")], blue: [player("b"), player("d")] };
    expect(seatInMatch(full, tapped)).toBeNull();
    expect(seatInMatch(full, [{ playerId: "e", seat: 1 }])).toBeNull();
  });
});
