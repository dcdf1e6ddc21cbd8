import {
  FORMATS,
  foldMatch,
  type MatchEvent,
  type MatchFormat,
  type MatchState,
  outcomeOf,
  type Side,
  scoreOf,
} from "../../index.ts";

/**
 * Matches written as words. `r b` goals, `R B` own goals (credited side), `g h` gamelles of red and
 * blue, `u` undo: these may be joined, as in `rrbu`. Then, with a side of the table after a colon:
 * `u:r` undo of a side, `k:` kick-off, `w:` swap asked, `t:` time-out, `d:` delay, `p:` penalty shot,
 * `pos:` positions, `pos0:` none named, `ff:` forfeit. `s4-2` total shown, `c4-2` correction by team,
 * `fin` finish, `aband` abandon. `rb*4` repeats a word four times.
 */
export function eventsFrom(text: string): MatchEvent[] {
  return text.split(" ").filter(Boolean).flatMap(repeated);
}

function repeated(word: string): MatchEvent[] {
  const [unit = "", times = "1"] = word.split("*");
  return Array.from({ length: Number(times) }, () => wordEvents(unit)).flat();
}

function wordEvents(word: string): MatchEvent[] {
  const total = /^([sc])([\d.]+)-([\d.]+)$/.exec(word);
  if (total !== null) {
    const type = total[1] === "s" ? "score" : "correction";
    return [{ type, red: Number(total[2]), blue: Number(total[3]) }];
  }
  if (word === "fin") return [{ type: "finish" }];
  if (word === "aband") return [{ type: "abandon", reason: "power cut" }];
  const sided = /^(\w+):([rb])$/.exec(word);
  if (sided !== null) return [sidedEvent(sided[1] ?? "", sided[2] === "r" ? "red" : "blue")];
  return [...word].map(letterEvent);
}

function sidedEvent(word: string, side: Side): MatchEvent {
  switch (word) {
    case "u":
      return { type: "undo", side };
    case "k":
      return { type: "kick_off", side };
    case "w":
      return { type: "swap_asked", side };
    case "t":
      return { type: "time_out", side };
    case "d":
      return { type: "delay", side };
    case "p":
      return { type: "penalty_shot", side };
    case "pos":
      return { type: "positions", side, goal: "ana", attack: "bob" };
    case "pos0":
      return { type: "positions", side };
    case "ff":
      return { type: "forfeit", side };
    default:
      throw new Error(`No such word: ${word}:`);
  }
}

function letterEvent(letter: string): MatchEvent {
  switch (letter) {
    case "r":
      return { type: "goal", side: "red" };
    case "b":
      return { type: "goal", side: "blue" };
    case "R":
      return { type: "goal", side: "red", ownGoal: true };
    case "B":
      return { type: "goal", side: "blue", ownGoal: true };
    case "g":
      return { type: "goal", side: "red", gamelle: true };
    case "h":
      return { type: "goal", side: "blue", gamelle: true };
    case "u":
      return { type: "undo" };
    default:
      throw new Error(`No such letter: ${letter}`);
  }
}

const byTwo = { ...FORMATS.house, goalsToWin: 5, winBy: 2 } as const;

/** The formats of the tables of cases, by the short names used there. */
export const NAMED = {
  ...FORMATS,
  byTwo,
  byTwoCapEight: { ...byTwo, maxGoals: 8 },
  byTwoDrawSix: { ...byTwo, drawAt: 6 },
  byThree: { ...byTwo, winBy: 3 },
  toSix: { ...FORMATS.house, goalsToWin: 6 },
  toSevenDrawFive: { ...FORMATS.house, goalsToWin: 7, drawAt: 5 },
  goldenGoal: { ...FORMATS.house, goalsToWin: 1 },
  swapEverySet: { ...FORMATS.bestOfThree, swap: "every_set" },
  byTwoEverySet: { ...FORMATS.bestOfThree, winByIn: "every_set" },
  gamelleNothing: { ...FORMATS.house, gamelle: "nothing" },
  gamelleMinus: { ...FORMATS.house, gamelle: "minus_one" },
  byTwoMinus: { ...byTwo, gamelle: "minus_one" },
} as const satisfies Record<string, MatchFormat>;

export type NamedFormat = keyof typeof NAMED;

export interface Played {
  readonly state: MatchState;
  /** Every set begun, by team: `5-3 0-1`. */
  readonly score: string;
  /** `live`, `red`, `blue`, `draw` or `abandoned`. */
  readonly result: string;
  /** The codes of what was refused, in order. */
  readonly refused: string;
}

/** Plays a match written as words. */
export function play(format: NamedFormat, text: string): Played {
  const { state, refused } = foldMatch(NAMED[format], eventsFrom(text));
  const outcome = outcomeOf(state);
  return {
    state,
    score: scoreOf(state)
      .sets.map(({ red, blue }) => `${red}-${blue}`)
      .join(" "),
    result: outcome.status === "finished" ? (outcome.winner ?? "draw") : outcome.status,
    refused: refused.map(({ code }) => code).join(" "),
  };
}

/** What is shown, format, events, score of every set, result, and what was refused if anything. */
export type Case = readonly [
  name: string,
  format: NamedFormat,
  events: string,
  score: string,
  result: string,
  refused?: string,
];
