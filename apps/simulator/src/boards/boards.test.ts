import { describe, expect, it } from "vitest";
import type { Side } from "../game/match-plan.ts";
import { seededRandom } from "../game/random.ts";
import { BOARD_MAKES, type Board, type BoardMake } from "./board.ts";
import { beginsAfresh, createBoard } from "./create-board.ts";

const board = (make: BoardMake): Board => createBoard(make, seededRandom(make));
const goal = (side: Side) => ({ type: "goal", side }) as const;
const KICK_OFF = { type: "kick_off" } as const;
const RESTART = { type: "restart" } as const;

/** What a board says, a goal of red every ten seconds from the given instant on. */
function tenOfRed(table: Board, fromMs = 0): string[] {
  return Array.from({ length: 10 }, (_, nth) => table(goal("red"), fromMs + 10_000 * (nth + 1)))
    .flat()
    .map(({ path, body }) => `${path} ${body}`);
}

describe("a Samsul board", () => {
  it("says nothing at kick-off", () => {
    expect(board("samsul")(KICK_OFF, 0)).toEqual([]);
  });

  it("speaks at most once a second, and never makes up for what it skipped", () => {
    const table = board("samsul");
    table(KICK_OFF, 0);
    expect(table(goal("red"), 5_000)).toHaveLength(1);
    expect(table(goal("red"), 5_999)).toEqual([]);
    const [later] = table(goal("blue"), 60_000);
    expect(JSON.parse(later?.body ?? "")).toMatchObject({ player1_score: 2, player2_score: 1 });
  });

  it("says the final with its winner after the tenth goal, even one that it skipped", () => {
    const table = board("samsul");
    table(KICK_OFF, 0);
    for (let nth = 1; nth <= 9; nth += 1) table(goal("blue"), nth * 10_000);
    const requests = table(goal("blue"), 90_500);
    expect(requests.map(({ path }) => path)).toEqual(["/final"]);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      event: "final",
      winner: 2,
      player1_score: 0,
      player2_score: 10,
      total_time: 90.5,
    });
  });

  it("is back at 0–0 after ten, with its stop-watch", () => {
    const table = board("samsul");
    table(KICK_OFF, 0);
    expect(tenOfRed(table).at(-1)).toContain("/final");
    table(KICK_OFF, 160_000);
    const [first] = table(goal("blue"), 172_500);
    expect(JSON.parse(first?.body ?? "")).toEqual({
      event: "realtime",
      player1_score: 0,
      player2_score: 1,
      elapsed_time: 12.5,
    });
  });
});

describe("a Takata board", () => {
  it("counts on over the end of a match and the next kick-off", () => {
    const table = board("takata");
    table(KICK_OFF, 0);
    expect(tenOfRed(table).at(-1)).toContain('"red_goal":10,"bleu_goal":0');
    expect(table(KICK_OFF, 200_000)).toEqual([]);
    expect(table(goal("blue"), 220_000)[0]?.body).toContain('"red_goal":10,"bleu_goal":1');
  });

  it("begins again only when it restarts, and says nothing of it", () => {
    const table = board("takata");
    table(goal("red"), 1_000);
    expect(table(RESTART, 2_000)).toEqual([]);
    expect(table(goal("blue"), 9_000)[0]?.body).toContain('"red_goal":0,"bleu_goal":1');
  });
});

describe("a Teslow board", () => {
  it("speaks once a match, at its end", () => {
    const table = board("teslow");
    table(KICK_OFF, 31_000);
    expect(tenOfRed(table, 31_000)).toEqual([
      '/message {"team1":10,"team2":0,"duration":"00:01:40"}',
    ]);
  });

  it("says nothing of a match that was given up", () => {
    const table = board("teslow");
    table(KICK_OFF, 0);
    table(goal("blue"), 10_000);
    expect(table(KICK_OFF, 100_000)).toEqual([]);
    expect(tenOfRed(table, 100_000)).toEqual([
      '/message {"team1":10,"team2":0,"duration":"00:01:40"}',
    ]);
  });
});

describe("a BabyConnect camera", () => {
  it("shows every score from 0–0 on, in both spellings", () => {
    const table = board("babyconnect");
    expect(table(KICK_OFF, 0)[0]?.body).toBe('{"red_score":0,"blue_score":0}');
    expect(table(goal("red"), 9_000)[0]?.body).toBe('{"red_score":1,"blue_score":0}');
    expect(table(KICK_OFF, 90_000)[0]?.body).toBe('{"redScore":0,"blueScore":0}');
    expect(table(goal("blue"), 99_000)[0]?.body).toBe('{"redScore":0,"blueScore":1}');
  });
});

describe("boards that send single goals", () => {
  it.each(["takata_inc", "domotrap", "lagitech"] as const)(
    "%s: one request a goal, else none",
    (make) => {
      const table = board(make);
      expect(table(KICK_OFF, 0)).toEqual([]);
      expect(table(goal("red"), 5_000)).toHaveLength(1);
      expect(table(RESTART, 6_000)).toEqual([]);
      expect(table(goal("blue"), 9_000)).toHaveLength(1);
    },
  );
});

describe("boards that begin matches afresh", () => {
  it.each(BOARD_MAKES.filter(beginsAfresh))("%s: also after one that was given up", (make) => {
    const table = board(make);
    table(KICK_OFF, 0);
    for (const side of ["red", "red", "blue"] as const) table(goal(side), 10_000);
    table(KICK_OFF, 50_000);
    const last = tenOfRed(table, 50_000).at(-1) ?? "";
    expect(Object.values(JSON.parse(last.slice(last.indexOf(" "))))).toEqual(
      expect.arrayContaining([10, 0]),
    );
  });
});
