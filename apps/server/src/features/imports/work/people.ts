import type { Reading } from "@babyfoot/history";
import { newId } from "../../../platform/ids.ts";
import { storable } from "./copy-text.ts";
import { copyInto } from "./copying.ts";
import type { Job } from "./job.ts";

const LONGEST_NAME = 60;

/** Who the codes of a file are. */
export interface People {
  /** The same person for the same code, in this file and in every other one of the venue. */
  idOf(code: string): string;
  count(): number;
  /** Writes down who they are. */
  keep(): Promise<void>;
}

/** Asks the venue whom it knows; the others are new. */
export async function peopleOf(
  { db, worker, venueId, clients: [, client] }: Job,
  reading: Reading,
): Promise<People> {
  const rows = await db
    .selectFrom("player_codes")
    .select(["code", "player_id"])
    .where("venue_id", "=", venueId)
    .execute();
  const here = new Map(rows.map((row) => [row.code, row.player_id]));
  const met = new Map<string, { playerId: string; isNew: boolean }>();
  const idOf = (code: string): string => {
    const before = met.get(code);
    if (before !== undefined) return before.playerId;
    const known = here.get(code);
    const playerId = known ?? newId();
    met.set(code, { playerId, isNew: known === undefined });
    return playerId;
  };
  return {
    idOf,
    count: () => met.size,
    keep: async () => {
      const columns = ["worker", "code", "player_id", "name", "is_new"];
      const copying = copyInto(client, "import_players", columns);
      for (const [code, { playerId, isNew }] of met) {
        const named = Object.hasOwn(reading.names, code) ? reading.names[code] : undefined;
        const name = storable(named ?? code).slice(0, LONGEST_NAME);
        copying.add([worker, code, playerId, name.trim() || code.slice(0, LONGEST_NAME), isNew]);
      }
      await copying.end();
    },
  };
}
