import type { Reading } from "../learn/reading.ts";
import type { Finding } from "./finding.ts";

/** What is to be told of people who have one name: one finding a name, its `raw` the ids. */
export function sharedNameFindings({ sharedNames }: Reading): Finding[] {
  return sharedNames.map(({ name, playerIds }) => ({
    kind: "same_name",
    row: null,
    gameId: null,
    playerId: null,
    column: "player_name",
    raw: playerIds.join(", "),
    value: name,
    certainty: "kept",
    rule: "name.shared",
  }));
}
