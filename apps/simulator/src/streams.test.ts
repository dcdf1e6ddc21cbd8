import { describe, expect, it } from "vitest";
import { BOARD_MAKES } from "./boards/board.ts";
import { happeningsOf } from "./recording/notation.ts";
import { type RecordedRequest, recordedStreams, SHORTEST_WAIT_MS } from "./streams.ts";

const streamOf = (board: string) => {
  const stream = recordedStreams.find((one) => one.board === board);
  if (stream === undefined) throw new Error(`no stream of ${board}`);
  return stream;
};
const lastOf = (requests: RecordedRequest[]) => JSON.parse(requests.at(-1)?.body ?? "");
const line = ({ path, body }: RecordedRequest) => `${path} ${body}`;

/** The goals of a board that sends single ones, its retries left out. */
function singleGoals(requests: RecordedRequest[]): { red: number; blue: number } {
  const goals = requests.filter(({ afterMs }) => afterMs > SHORTEST_WAIT_MS).map(line);
  const isRed = (text: string) => /red|"team":1/.test(text);
  const red = goals.filter(isRed).length;
  return { red, blue: goals.length - red };
}

describe("recorded streams", () => {
  it("there is one of every board", () => {
    expect(recordedStreams.map(({ board }) => board)).toEqual(BOARD_MAKES);
  });

  it("never go back in time", () => {
    for (const { match, sequel } of recordedStreams)
      for (const { afterMs } of [...match.requests, ...sequel.requests])
        expect(afterMs).toBeGreaterThanOrEqual(0);
  });

  it.each(["takata_inc", "domotrap", "lagitech"])(
    "%s: the goals without the retries are the stated score",
    (board) => {
      const { match, sequel } = streamOf(board);
      expect(match.expected).toMatchObject(singleGoals(match.requests));
      expect(sequel.expected).toMatchObject(singleGoals(sequel.requests));
      expect(match.requests.some(({ afterMs }) => afterMs < 400)).toBe(true);
    },
  );

  it("Samsul: ends with a final, said twice; skipped and lost reports show as jumps", () => {
    const { match, sequel } = streamOf("samsul");
    expect(match.requests.slice(-2).map(({ path }) => path)).toEqual(["/final", "/final"]);
    expect(lastOf(match.requests)).toEqual({
      event: "final",
      winner: 1,
      player1_score: 10,
      player2_score: 7,
      total_time: 318.4,
    });
    const reports = match.requests.map(({ body }) => JSON.parse(body));
    const totals = reports.map(({ player1_score: red, player2_score: blue }) => red + blue);
    expect(totals).not.toContain(4);
    expect(totals).not.toContain(8);
    expect(totals).not.toContain(9);
    expect(reports.find(({ player1_score }) => player1_score === 6)?.elapsed_time).toBe(186);
    expect(lastOf(sequel.requests)).toMatchObject({ player1_score: 1, player2_score: 1 });
  });

  it("Takata: counts on into the next match", () => {
    const { match, sequel } = streamOf("takata");
    expect(lastOf(match.requests)).toMatchObject({ red_goal: 8, bleu_goal: 10 });
    expect(sequel.requests.map(({ body }) => JSON.parse(body))).toMatchObject([
      { red_goal: 8, bleu_goal: 11 },
      { red_goal: 9, bleu_goal: 11 },
    ]);
  });

  it("Takata: one report comes once more after a newer one", () => {
    const lines = streamOf("takata").match.requests.map(line);
    const first = lines.findIndex((text) => text.includes('"red_goal":1,"bleu_goal":3'));
    expect(lines[first + 1]).toContain('"red_goal":2,"bleu_goal":3');
    expect(lines[first + 2]).toBe(lines[first]);
  });

  it("Teslow: one message, sent twice, and one for the next match", () => {
    const { match, sequel } = streamOf("teslow");
    expect(match.requests.map(line)).toEqual([
      '/message {"team1":10,"team2":6,"duration":"00:05:31"}',
      '/message {"team1":10,"team2":6,"duration":"00:05:31"}',
    ]);
    expect(sequel.requests.map(line)).toEqual([
      '/message {"team1":2,"team2":10,"duration":"00:03:40"}',
    ]);
  });

  it("BabyConnect: shows 0–0 before each match, and an older score after the last", () => {
    const { match, sequel } = streamOf("babyconnect");
    expect(match.requests[0]?.body).toBe('{"red_score":0,"blue_score":0}');
    expect(match.requests.slice(-2).map(({ body }) => body)).toEqual([
      '{"red_score":9,"blue_score":10}',
      '{"red_score":9,"blue_score":9}',
    ]);
    expect(sequel.requests.map(({ body }) => body)).toEqual([
      '{"redScore":0,"blueScore":0}',
      '{"redScore":1,"blueScore":0}',
    ]);
  });

  it("refuses a story that it cannot read", () => {
    expect(() => happeningsOf("K0 R12 X30")).toThrow("cannot read X30");
  });
});
