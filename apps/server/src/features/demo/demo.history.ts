import { FORMATS, type MatchEvent, type Side } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";

interface Campus {
  venueId: string;
  tableIds: string[];
  playerIds: string[];
}

const DAYS = 42;
/** From Sunday to Saturday: a busy Thursday, and a quiet Friday. */
const MATCHES = [0, 8, 9, 8, 12, 5, 0];

/** A small generator with a seed, so that every demo campus has the same history. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface PastGoal {
  side: Side;
  /** Whoever is named for it. */
  scorerId?: string;
}

interface PastMatch {
  goals: PastGoal[];
  startedAt: number;
  tableId: string;
  players: string[];
}

/** Six weeks of finished matches between the invented players, at lunch and in the afternoon. */
export async function writeHistory(tx: Transaction, campus: Campus): Promise<void> {
  const random = seeded(7);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const today = new Date();
  today.setUTCHours(0, 0, 0, 0);
  for (let day = DAYS; day >= 1; day -= 1) {
    const midnight = today.getTime() - day * 86_400_000;
    const usual = MATCHES[new Date(midnight).getUTCDay()] ?? 0;
    const count = usual === 0 ? 0 : usual + Math.floor(random() * 4);
    for (let index = 0; index < count; index += 1) {
      // A table's second match of a day is in the afternoon: two at a time would be no history.
      const hour = pick(index < campus.tableIds.length ? [10, 11, 11, 11, 12, 12] : [15, 16]);
      const players = new Set<string>();
      const size = random() < 0.6 ? 4 : 2;
      while (players.size < size) players.add(pick(campus.playerIds));
      await writeMatch(tx, campus.venueId, {
        tableId: campus.tableIds[index % campus.tableIds.length] ?? pick(campus.tableIds),
        startedAt: midnight + hour * 3_600_000 + Math.floor(random() * 3_000_000),
        players: [...players],
        // At every other match somebody notes who scores.
        goals:
          index % 2 === 0 ? named(playedGoals(random), [...players], pick) : playedGoals(random),
      });
    }
  }
}

/** The first half of the players is red. */
function named(
  goals: PastGoal[],
  players: string[],
  pick: (from: readonly string[]) => string,
): PastGoal[] {
  const half = players.length / 2;
  const teams = { red: players.slice(0, half), blue: players.slice(half) };
  return goals.map(({ side }) => ({ side, scorerId: pick(teams[side]) }));
}

function playedGoals(random: () => number): PastGoal[] {
  const redIsBetter = 0.4 + random() * 0.2;
  const goals: PastGoal[] = [];
  const count = { red: 0, blue: 0 };
  while (count.red < 10 && count.blue < 10) {
    const side = random() < redIsBetter ? "red" : "blue";
    count[side] += 1;
    goals.push({ side });
  }
  return goals;
}

async function writeMatch(tx: Transaction, venueId: string, match: PastMatch): Promise<void> {
  const matchId = newId();
  const red = match.goals.filter(({ side }) => side === "red").length;
  const blue = match.goals.length - red;
  const entries = match.goals.map((goal, index) => {
    const event: MatchEvent = { type: "goal", ...goal };
    const at = new Date(match.startedAt + (index + 1) * 24_000);
    return {
      id: newId(),
      at,
      body: JSON.stringify({ type: "goal", side: goal.side }),
      effect: JSON.stringify([event]),
    };
  });
  const finishedAt = entries.at(-1)?.at ?? new Date(match.startedAt);
  await tx
    .insertInto("matches")
    .values({
      venue_id: venueId,
      id: matchId,
      table_id: match.tableId,
      status: "finished",
      format: JSON.stringify(FORMATS.house),
      score_red: red,
      score_blue: blue,
      sets: JSON.stringify([{ red, blue }]),
      sets_red: red > blue ? 1 : 0,
      sets_blue: blue > red ? 1 : 0,
      winner: red > blue ? "red" : "blue",
      scored_by: "sensor",
      confirmed_at: finishedAt,
      opened_by: entries[0]?.id ?? matchId,
      started_at: new Date(match.startedAt),
      finished_at: finishedAt,
      last_goal_at: finishedAt,
    })
    .execute();
  await tx
    .insertInto("table_events")
    .values(
      entries.map((entry) => ({
        ...entry,
        venue_id: venueId,
        table_id: match.tableId,
        source: "board",
        type: "goal",
        received_at: entry.at,
        outcome: "counted",
        match_id: matchId,
      })),
    )
    .execute();
  await seat(tx, { venueId, matchId, players: match.players });
  await sql`update table_heads set last_at = greatest(last_at, ${finishedAt})
    where venue_id = ${venueId} and table_id = ${match.tableId}`.execute(tx);
}

async function seat(
  tx: Transaction,
  { venueId, matchId, players }: { venueId: string; matchId: string; players: string[] },
): Promise<void> {
  const half = players.length / 2;
  await tx
    .insertInto("match_players")
    .values(
      players.map((playerId, index) => ({
        venue_id: venueId,
        match_id: matchId,
        side: index < half ? "red" : "blue",
        slot: (index % half) + 1,
        player_id: playerId,
        position: half === 1 ? null : index % half === 0 ? "goal" : "attack",
      })),
    )
    .execute();
}
