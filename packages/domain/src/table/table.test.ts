import { describe, expect, it } from "vitest";
import { FORMATS, type MatchFormat } from "../index.ts";
import { playLog } from "./testing/notation.ts";

/** Rule and what it shows, the log, the matches it gives, what became of the last entry. */
type Case = readonly [name: string, log: string, matches: string, last?: string];

function shows(cases: readonly Case[], format: MatchFormat = FORMATS.house): void {
  for (const [name, log, matches, last] of cases)
    it(`${name}: ${log}`, () => {
      const played = playLog(log, format);
      expect(played.matches).toBe(matches);
      if (last !== undefined) expect(played.outcomes.split(" ").at(-1)).toBe(last);
    });
}

describe("single goals", () => {
  shows([
    ["[R3] the first goal opens a match", "r", "1-0 live", "counted"],
    ["[R3] goals of both sides add up", "r*3 b*2", "3-2 live"],
    ["[R4] the tenth goal ends the match", "r*10", "10-0 red", "counted"],
    ["[R4] the goal after the last one opens the next match", "r*10 b", "10-0 red | 0-1 live"],
    ["[R8] a goal 100 ms after the last of its side is a bounce", "r r~", "1-0 live", "bounce"],
    ["[R8] three edges of one ball are one goal", "r r~ r~ b", "1-1 live", "counted"],
    ["[R8] the other side may score at once", "r b~", "1-1 live", "counted"],
    ["[R8] a bounce after the last goal opens no match", "r*10 r~", "10-0 red", "bounce"],
    ["[R9] by the device's clock two goals are apart", "r@1000 r~@1400", "2-0 live", "counted"],
    ["[R9] by the device's clock they are one", "r@1000 +60 r@1399", "1-0 live", "bounce"],
    ["[R9] the clock of another boot says nothing", "r@1000 boot r@1100", "2-0 live", "counted"],
    ["[R9] near by our clock in another boot", "r@9000 boot r~@100", "1-0 live", "bounce"],
    ["[R10] a cancelled goal is taken back", "r*3 b x:r", "2-1 live", "counted"],
    ["[R10] only that side's goal", "r b x:r", "0-1 live"],
    ["[R10] the last goal cancelled, the match goes on", "r*10 x:r b", "9-1 live"],
    ["[R10] not once the next match has begun", "r*10 b x:r", "10-0 red | 0-1 live"],
    ["[R10] nothing to cancel", "b x:r", "0-1 live", "nothing_to_undo"],
    ["[R10] nothing was played yet", "x:r", "", "no_match_running"],
  ]);
});

describe("a native device's total", () => {
  shows([
    ["[R11] missing goals are added", "s4-2", "4-2 live", "counted"],
    ["[R11] surplus ones are cancelled", "r*3 s2-1", "2-1 live", "counted"],
    [
      "[R11] what it has told by single goals is not counted again",
      "r b r s2-1",
      "2-1 live",
      "held",
    ],
    ["[R11] goals and totals in turn", "r s1-0 r s2-0 b s2-1 s3-1", "3-1 live"],
    ["[R11] a repeat", "s4-2 s4-2", "4-2 live", "held"],
    ["[R11] a lost goal between", "r s3-0 b s3-1", "3-1 live"],
    ["[R11] a cancelled goal too", "r*3 x:r s2-0 s3-0", "3-0 live", "counted"],
    ["[R11] a bounce it has counted stays one goal", "r r~ s2-0 s3-0", "2-0 live"],
    ["[R11] a bounce it has not counted", "r r~ s1-0 s2-0", "2-0 live"],
    ["[R11] over the end of the match", "s9-4 s11-5", "10-5 red | 1-0 live"],
    ["[R11] its last goal taken back", "s10-6 s9-6 s9-7", "9-7 live"],
    ["[R11] a first total that is no match is only noted", "s37-21 s38-21", "1-0 live"],
    ["[R12] it begins again in each match", "s10-6 s1-0 s1-1", "10-6 red | 1-1 live"],
    ["[R12] it begins again, told by goals", "r*10 r s1-0 s2-0", "10-0 red | 2-0 live"],
    ["[R12] it never begins again", "s10-6 s11-6 s11-7", "10-6 red | 1-1 live"],
    ["[R12] it never does, told by goals", "r*10 r s11-0 s12-0", "10-0 red | 2-0 live"],
    ["[R12] a match ended early, then a smaller total", "s3-1 end s1-0", "3-1 red | 1-0 live"],
    ["[R13] restarted at nothing", "s3-2 boot s0-0 s1-0", "4-2 live"],
    ["[R13] restarted at nothing, a goal first", "r*3 b*2 boot r s1-0 s2-0", "5-2 live"],
    ["[R13] restarted at nothing, first heard with goals", "s3-2 boot s2-0 s2-1", "5-3 live"],
    ["[R13] it kept its total", "s3-2 boot s3-2 s4-2", "4-2 live"],
    ["[R13] it kept its total, a goal first", "r*3 b*2 boot r s4-2 s5-2", "5-2 live"],
    ["[R13] it kept its total, goals unheard", "s3-2 boot s5-3", "5-3 live"],
    ["[R13] restarted twice", "s3-2 boot s1-0 boot s0-1 s0-2", "4-4 live"],
    ["[R13] nothing is taken back where it need not be", "s3-0 boot s2-0", "5-0 live"],
    ["[R13] restarted between matches", "s10-6 boot s0-0 s1-0", "10-6 red | 1-0 live"],
    ["[R14] it comes into a match scored by hand", "open hand1:r hand1:r s2-0 s3-0", "3-0 live"],
    ["[R14] with one goal more", "open hand1:r*2 s3-0", "3-0 live"],
    ["[R14] with an older total", "s1-0 end open hand2:r*2 s3-0", "1-0 red | 3-0 live"],
    ["[R14] a correction stays", "s4-2 hand1:c3-2 s5-2", "4-2 live"],
    ["[R14] a correction stays over a restart", "s4-2 hand1:c3-2 boot s4-2", "3-2 live"],
    ["[R15] a set's total begins again", "open:international s5-3 s0-0 s1-0", "5-3,1-0 live"],
    ["[R15] or goes on", "open:international s5-3 s6-3", "5-3,1-0 live"],
  ]);
});

describe("a board's counters", () => {
  shows([
    ["[R16] a jump by several", "B0-0 B1-0 B4-3", "4-3 live", "counted"],
    ["[R16] 0–0 opens nothing", "B0-0", "", "held"],
    ["[R16] the first report may come in the middle", "B3-2", "3-2 live"],
    ["[R17] a repeat", "B3-2 B3-2", "3-2 live", "held"],
    ["[R17] one late report", "B3-2 B2-2 B4-2", "4-2 live", "counted"],
    ["[R17] late by two", "B3-2 B2-1", "3-2 live", "held"],
    ["[R17] late after the end", "B9-6 B10-6 B9-6 B10-6", "10-6 red", "held"],
    ["[R17] late after the next was opened", "B10-3 open B9-3", "10-3 red | 0-0 live", "held"],
    ["[R18] back to 0–0 in the middle", "B3-2 B0-0", "3-2 restarted | 0-0 live", "counted"],
    ["[R18] even from 1–0", "B1-0 B0-0 B0-1", "1-0 restarted | 0-1 live"],
    ["[R18] back by three", "B5-4 B3-3 B4-3", "5-4 restarted | 4-3 live"],
    ["[R18] a match without goals goes on", "open B10-3 B0-0", "10-3 red"],
    ["[R19] 0–0 after a match", "B10-3 B0-0", "10-3 red", "held"],
    ["[R19] its first goal opens the next", "B10-3 B0-0 B1-0", "10-3 red | 1-0 live"],
    ["[R19] without the 0–0", "B10-3 B2-1", "10-3 red | 2-1 live"],
    ["[R19] after a short match", "F2-1 B1-0 B2-0", "2-1 red | 2-0 live"],
    ["[R19] after a short final a new count", "F2-1 B1-2", "2-1 red | 1-2 live"],
    ["[R20] counters that never reset", "B10-3 B11-3 B11-4", "10-3 red | 1-1 live"],
    ["[R20] a long life is only noted", "B37-21", "", "held"],
    ["[R20] and counts from there", "B37-21 B38-21 B38-22", "1-1 live"],
    ["[R20] a long life in an opened match", "open B37-21 B38-21", "1-0 live"],
    ["[R21] a jump over the end", "B9-4 B11-5", "10-5 red | 1-0 live"],
    ["[R21] the other side wins", "B4-9 B6-10", "6-10 blue"],
    ["[R21] a whole match and more is not made up", "B10-3 B60-40", "10-3 red"],
    ["[R22] newer by its stop-watch, and smaller", "B5-3@100 B4-3@110", "4-3 live", "counted"],
    ["[R22] older by its stop-watch", "B5-3@100 B4-3@90", "5-3 live", "held"],
    ["[R22] a repeat tells the time", "B5-3@100 B5-3@120 B4-3@110", "5-3 live", "held"],
    ["[R22] a goal moved to the other side", "B5-3 B4-4", "4-4 live", "counted"],
    ["[R22] moved after the end", "B10-6 B9-7 B10-7", "10-7 red"],
    ["[R14] a correction stays", "B4-2 hand1:c3-2 B5-2", "4-2 live"],
    ["[R14] into a match scored by hand", "open hand1:r hand1:b B1-1 B2-1", "2-1 live"],
    ["[R14] old counters in a new match", "B10-3 open B11-3 B12-3", "10-3 red | 2-0 live"],
    ["[R14] 0–0 in a match scored by hand", "B10-3 open hand2:r B0-0", "10-3 red | 1-0 live"],
    ["[R15] reset between sets", "open:international B5-3 B0-0 B1-0", "5-3,1-0 live"],
    ["[R15] going on over sets", "open:international B5-3 B5-4", "5-3,0-1 live"],
  ]);
});

describe("a board's final", () => {
  shows([
    ["[R23] closes at its scores", "B9-6 F10-6", "10-6 red", "counted"],
    ["[R23] also unfinished", "B4-3 F5-3", "5-3 red", "counted"],
    ["[R23] level is a draw", "B5-4 F5-5", "5-5 draw"],
    ["[R23] closes a match opened by hand", "open F10-6", "10-6 red"],
    ["[R23] each time", "open F10-3 open F10-6", "10-3 red | 10-6 red"],
    ["[R23] its scores, not those by hand", "open hand1:r*9 hand1:b F10-6", "10-6 red"],
    ["[R23] a correction stays", "B9-2 hand1:c8-2 F10-2", "9-2 red"],
    ["[R23] never more than one match", "B3-2 hand1:c8-2 F10-6", "10-6 red"],
    ["[R23] another match has been missed", "B8-6 F10-3", "8-6 restarted | 10-3 red"],
    ["[R23] after an undo by hand", "B9-6 F10-6/300 hand1:u +400 F10-7", "10-7 red"],
    ["[R23] after several", "F10-6/300 hand1:u*3 +400 F7-6/30", "7-6 red"],
    ["[R23] a match undone to nothing goes on", "B3-0 hand1:u*3 F0-3", "0-3 blue"],
    ["[R24] without any report before", "F10-6", "10-6 red", "counted"],
    ["[R24] a short one", "F5-3", "5-3 red"],
    ["[R24] 0–0 is no match", "F0-0", "", "ignored"],
    ["[R24] 0–0 in an opened one", "open F0-0", "0-0 not_played"],
    ["[R25] a repeat within its duration", "F10-6/300 +280 F10-6/300", "10-6 red", "held"],
    ["[R25] within a minute", "F10-6 +50 F10-6", "10-6 red", "held"],
    ["[R25] after the next began", "F10-6/300 B1-0 F10-6/300", "10-6 red | 1-0 live", "held"],
    ["[R25] the same again, played", "F10-6/300 +295 F10-6/300", "10-6 red | 10-6 red"],
    ["[R25] the same again, seen", "F5-3/300 B0-0 B5-2 F5-3/300", "5-3 red | 5-3 red"],
    ["[R25] the same after a minute", "F10-6 +55 F10-6", "10-6 red | 10-6 red"],
    [
      "[R25] a late repeat starts no new minute",
      "F9-6/99 +50 F9-6/99 +50 F9-6/99",
      "9-6 red | 9-6 red",
    ],
    ["[R25] two different ones", "F5-3 F5-5", "5-3 red | 5-5 draw"],
    ["[R26] after the last goal it confirms", "B10-6 F10-6/300", "10-6 red", "held"],
    ["[R26] also after the reset", "B10-6 B0-0 F10-6/300 B1-0", "10-6 red | 1-0 live"],
    ["[R26] also after a correction", "B5-3 hand1:c4-3 hand1:fin F5-3", "4-3 red", "held"],
    ["[R26] a match left silent was another", "B5-3 +1200 quiet:20 F5-3", "5-3 silence | 5-3 red"],
    ["[R28] beyond the format", "F15-12", "10-9 red"],
    ["[R28] level beyond the format", "F12-12", "9-9 draw"],
  ]);

  const notes: [string, string, string][] = [
    [
      "[R27] a winner that contradicts the scores is noted",
      "F10-7!b",
      "m1:winner_contradicts_score",
    ],
    ["[R27] so it is when it only confirms", "B10-7 F10-7!b", "m1:winner_contradicts_score"],
    ["[R27] a draw has no winner", "F5-5!r", "m1:winner_contradicts_score"],
    ["[R27] the right winner is not", "F10-7!r", ""],
    ["[R28] a score beyond the format is noted", "F15-12", "m1:score_beyond_format"],
  ];
  it.each(notes)("%s: %s", (_name, log, expected) => {
    expect(playLog(log).notes).toBe(expected);
  });
});

describe("what people, devices and the clock say of a match", () => {
  shows([
    ["[R5] a device starts one", "start r", "1-0 live", "counted"],
    ["[R5] and once more before any goal", "start start", "0-0 live", "held"],
    ["[R5] in the middle", "r start b", "1-0 restarted | 0-1 live"],
    ["[R5] its total begins at nothing", "s10-6 start s0-0 s1-0", "10-6 red | 1-0 live"],
    ["[R6] a device ends one", "r*5 b*3 end", "5-3 red", "counted"],
    ["[R6] one without goals", "start end", "0-0 not_played", "counted"],
    ["[R6] none runs", "end", "", "ignored"],
    ["[R2] somebody opens one", "open r", "1-0 live"],
    ["[R2] in another format", "open:schoolKnockout r*7", "7-0 red"],
    ["[R2] not over one with goals", "r open", "1-0 live", "match_running"],
    ["[R2] over one without", "open open", "0-0 not_played | 0-0 live", "counted"],
    ["[R29] by hand on the running match", "r hand1:b", "1-1 live", "counted"],
    ["[R29] undone, the match just closed goes on", "r*10 hand1:u b", "9-1 live"],
    ["[R29] unless the next has begun", "r*10 b hand1:u", "10-0 red | 0-1 live", "newer_match"],
    [
      "[R29] a correction that leaves it won",
      "r*10 b hand1:c10-3",
      "10-3 red | 0-1 live",
      "counted",
    ],
    ["[R29] no goal after the end", "r*10 hand1:r", "10-0 red", "match_over"],
    ["[R29] older matches are over", "r*10 b*10 hand1:u", "10-0 red | 0-10 blue", "match_over"],
    ["[R29] a refusal keeps its code", "r hand1:c11-3", "1-0 live", "unreachable_score"],
    ["[R7] silent too long", "r +1200 quiet:20", "1-0 silence", "counted"],
    ["[R7] not silent for long enough", "r +1190 quiet:20", "1-0 live", "ignored"],
    ["[R7] heard in between", "r +1100 b +300 quiet:20", "1-1 live", "ignored"],
    ["[R7] no match", "quiet:20", "", "ignored"],
  ]);
});

describe("other walk-up formats", () => {
  shows(
    [
      ["[R21] a jump past deuce ends only with its last goal", "B4-4 B7-5", "7-5 red"],
      ["[R21] a jump to level", "B4-4 B6-6", "6-6 live"],
      ["[R10] a cancelled goal may decide", "B5-4 x:b", "5-3 red"],
    ],
    { ...FORMATS.house, goalsToWin: 5, winBy: 2 },
  );
});
