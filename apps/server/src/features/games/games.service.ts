import type { Db } from "../../platform/database.ts";
import { countDays } from "./count-days.ts";
import { writeGames } from "./write-games.ts";

export { bestOf, combinedStreaks } from "./streaks.sql.ts";

/** Brings games and what is counted of them up to date. */
export async function keepGames(db: Db): Promise<void> {
  while (await writeGames(db));
  while (await countDays(db));
}

/** Longer nobody waits until it is looked again what has ended. */
const LONGEST_REST_MS = 3_000;
/** The more is played on a day the more it costs to count it again: goals come first. */
const REST_PER_WORK = 9;

/** The same for a job, which rests nine times as long as it has worked, at most three seconds. */
export function gamesWithRests(db: Db): () => Promise<void> {
  let notBefore = 0;
  return async () => {
    const begun = performance.now();
    if (begun < notBefore) return;
    await keepGames(db);
    const ended = performance.now();
    notBefore = ended + Math.min(LONGEST_REST_MS, REST_PER_WORK * (ended - begun));
  };
}
