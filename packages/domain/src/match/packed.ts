import type { MatchFormat } from "./format.ts";
import { FORMATS } from "./formats.ts";
import type { LogEntry } from "./scoring-log.ts";
import { type MatchState, openSet, type SetState } from "./state.ts";

type Differences<Value> = { readonly [key in keyof Value]?: Value[key] };

/** A match in a fifth of the room: what is as in every new match of the house is left out. */
export interface PackedMatch {
  readonly sets: readonly (Omit<Differences<SetState>, "log"> & { readonly log?: string })[];
  readonly format?: Differences<MatchFormat>;
  readonly ending?: MatchState["ending"];
  readonly firstKickOff?: MatchState["firstKickOff"];
  readonly positions?: MatchState["positions"];
}

const NEW_SET = openSet({ swapped: false, swapAsked: false, warned: { red: false, blue: false } });

const same = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

function differences<Value extends object>(value: Value, usual: Value): Differences<Value> {
  const entries = (Object.entries(value) as [keyof Value & string, unknown][]).filter(
    ([key, item]) => !same(item, usual[key]),
  );
  return Object.fromEntries(entries) as Differences<Value>;
}

function packSet(set: SetState): PackedMatch["sets"][number] {
  const { log: _usual, ...rest } = differences(set, NEW_SET);
  return set.log.length === 0 ? rest : { ...rest, log: set.log.join(" ") };
}

/** Packs a match for storage; `unpackMatch` gives the same match again. */
export function packMatch(state: MatchState): PackedMatch {
  const format = differences(state.format, FORMATS.house);
  const { positions } = state;
  const seated = Object.keys(positions.red).length + Object.keys(positions.blue).length > 0;
  return {
    sets: state.sets.map(packSet),
    ...(Object.keys(format).length > 0 && { format }),
    ...(state.ending !== null && { ending: state.ending }),
    ...(state.firstKickOff !== null && { firstKickOff: state.firstKickOff }),
    ...(seated && { positions }),
  };
}

/** The match that was packed. */
export function unpackMatch(packed: PackedMatch): MatchState {
  return {
    format: { ...FORMATS.house, ...packed.format },
    sets: packed.sets.map(({ log, ...set }) => ({
      ...NEW_SET,
      ...set,
      log: log === undefined ? [] : (log.split(" ") as LogEntry[]),
    })),
    ending: packed.ending ?? null,
    firstKickOff: packed.firstKickOff ?? null,
    positions: packed.positions ?? { red: {}, blue: {} },
  };
}
