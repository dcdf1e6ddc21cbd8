import fc from "fast-check";
import type { Entry, EntryBody, MatchFormat } from "../../index.ts";
import { anyEvent, anyFormat } from "../../match/testing/arbitraries.ts";
import { T0 } from "./notation.ts";

const side = fc.constantFrom("red" as const, "blue" as const);
const goals = fc.oneof(fc.nat(4), fc.nat(12), fc.constantFrom(37, 999));
const seconds = fc.option(fc.nat(400), { nil: undefined });
const type = <T extends string>(name: T): fc.Arbitrary<T> => fc.constant(name);
const format: fc.Arbitrary<MatchFormat> = anyFormat;

const goal: fc.Arbitrary<EntryBody> = fc.record({ type: type("goal"), side });

const report: fc.Arbitrary<EntryBody> = fc.oneof(
  fc.record({ type: type("score"), red: goals, blue: goals }),
  fc.record({ type: type("board_score"), red: goals, blue: goals, elapsedSeconds: seconds }),
  fc.record({
    type: type("board_final"),
    red: goals,
    blue: goals,
    winner: fc.option(side, { nil: undefined }),
    durationSeconds: seconds,
  }),
);

const people: fc.Arbitrary<EntryBody> = fc.oneof(
  fc.record({ type: type("opened"), format }),
  fc.record({
    type: type("by_hand"),
    matchId: fc.constantFrom("m1", "m2", "m3", "m4"),
    event: anyEvent,
  }),
  fc.record({ type: type("silence"), limitMs: fc.constantFrom(1_000, 60_000) }),
);

const anyBody: fc.Arbitrary<EntryBody> = fc.oneof(
  { weight: 8, arbitrary: goal },
  { weight: 2, arbitrary: fc.record({ type: type("goal_cancelled"), side }) },
  { weight: 8, arbitrary: report },
  { weight: 4, arbitrary: people },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom("match_started" as const, "match_ended") }),
  },
);

interface Said {
  readonly body: EntryBody;
  readonly after: number;
  readonly boot: number;
  readonly hasClock: boolean;
}

const said = (body: fc.Arbitrary<EntryBody>): fc.Arbitrary<Said> =>
  fc.record({
    body,
    after: fc.constantFrom(0, 100, 399, 400, 1_000, 30_000, 90_000),
    boot: fc.constantFrom(1, 1, 1, 2),
    hasClock: fc.boolean(),
  });

const PEOPLE = new Set(["opened", "by_hand", "silence"]);

function inOrder(list: readonly Said[]): Entry[] {
  let at = T0;
  return list.map(({ body, after, boot, hasClock }) => {
    at += after;
    const source = PEOPLE.has(body.type) ? null : `device/${boot}`;
    return { at, source, deviceMs: hasClock && source !== null ? at - T0 : null, body };
  });
}

/** Any log of a table, whatever nonsense its devices and people say. */
export const anyLog: fc.Arbitrary<Entry[]> = fc
  .array(said(anyBody), { maxLength: 60 })
  .map(inOrder);

/** Goals alone, some of them bounces. */
export const goalLog: fc.Arbitrary<Entry[]> = fc.array(said(goal), { maxLength: 80 }).map(inOrder);
