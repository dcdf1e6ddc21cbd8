import { Readable } from "node:stream";
import { expect } from "vitest";
import { z } from "zod";
import type { SignIn } from "./table.ts";
import type { Visitor } from "./visitor.ts";

const HEADER =
  "game_id,player_id,player_name,game_date,table_id,final_score_red,final_score_blue,winner,team_color,player_goals";
const PLAYERS = ["Red", "Red", "Blue", "Blue"];
/** More than two blocks of what is kept of a file: after the first one a worker is made ready. */
const GAMES = 12_000;

const row = (game: number, side: string, player: number): string =>
  `G${100_000 + game},P${100 + player},Player ${player},2024-03-${10 + (game % 20)},T01,10,${game % 10},Red,${side},${player}`;
/** As a school keeps it. */
const HISTORY = [
  HEADER,
  ...Array.from({ length: GAMES }, (_, game) =>
    PLAYERS.map((side, player) => row(game, side, player)),
  ).flat(),
].join("\n");

const imported = z.object({ id: z.string(), status: z.string() });

/**
 * The administrator brings a history in, and takes the games out again as a file; answers how many there are.
 * @param meanwhile happens while only half of the history is there
 */
export async function bringHistory(
  visitor: Visitor,
  signIn: SignIn,
  meanwhile: () => Promise<void>,
): Promise<{ games: number; exported: number }> {
  const entered = await visitor.ask("/api/auth/sign-in/email", { method: "POST", body: signIn });
  const headers = { cookie: entered.cookies.join("; "), "content-type": "text/csv" };
  const body = Readable.from(inHalves(meanwhile));
  const sent = await visitor.ask("/api/v1/imports", { method: "POST", body, headers });
  let state = imported.parse(JSON.parse(sent.body));
  const look = async (): Promise<string> => {
    const answer = await visitor.ask(`/api/v1/imports/${state.id}`, { headers });
    state = imported.parse(JSON.parse(answer.body));
    return state.status;
  };
  await expect.poll(look, { timeout: 60_000, interval: 300 }).not.toBe("importing");
  if (state.status !== "finished") throw new Error(`the import is ${state.status}`);
  const file = await visitor.ask("/api/v1/exports/games.csv", { headers });
  return { games: GAMES, exported: file.body.trim().split("\n").length - 1 };
}

async function* inHalves(meanwhile: () => Promise<void>): AsyncGenerator<string> {
  yield HISTORY.slice(0, HISTORY.length / 2);
  await meanwhile();
  yield HISTORY.slice(HISTORY.length / 2);
}
