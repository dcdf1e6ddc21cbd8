import type { Db } from "../../platform/database.ts";
import { countDays } from "./count-days.ts";
import { writeGames } from "./write-games.ts";

export { bestOf, combinedStreaks } from "./streaks.sql.ts";

/** Brings games and what is counted of them up to date. */
export async function keepGames(db: Db): Promise<void> {
  while (await writeGames(db));
  while (await countDays(db));
}
