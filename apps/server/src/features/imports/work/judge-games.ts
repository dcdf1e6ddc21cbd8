import { type Finding, judge, type Reading, type Tallier } from "@babyfoot/history";
import { newId } from "../../../platform/ids.ts";
import { findingLine } from "../report/findings-csv.ts";
import { keepBlock } from "../stored-file.ts";
import { type Copying, copyInto } from "./copying.ts";
import type { Job } from "./job.ts";
import { GAME_COLUMNS, gameValues, LINE_COLUMNS, lineValues } from "./judged-rows.ts";
import type { People } from "./people.ts";
import { rowReader, type WaitingRow } from "./staged-text.ts";
import { textPieces } from "./text-pieces.ts";

const ROWS_AT_ONCE = 1_000;
const FINDINGS_BYTES = 1_000_000;

/** The waiting rows of each game, game after game, so that memory holds one game. */
async function* waitingGames({ worker, clients: [client] }: Job): AsyncGenerator<WaitingRow[]> {
  await client.query("begin");
  await client.query(
    `declare waiting no scroll cursor for select game, said from import_rows where worker = '${worker}' order by game`,
  );
  const fetch = () =>
    client.query<[string, string]>({
      text: `fetch ${ROWS_AT_ONCE} from waiting`,
      rowMode: "array",
    });
  const rowOf = rowReader();
  let rows: WaitingRow[] = [];
  for (;;) {
    // Not ahead of what is judged: who watches live needs the other core.
    const some = await fetch();
    if (some.rows.length === 0) break;
    for (const [game, said] of some.rows) {
      if (rows[0] !== undefined && rows[0].gameId !== game) {
        yield rows;
        rows = [];
      }
      rows.push(rowOf(game, said));
    }
  }
  if (rows.length > 0) yield rows;
  await client.query("commit");
}

/** Keeps what was found out about games, as lines of the report. */
function findingsKeeper({ db, id }: Job) {
  const waiting = textPieces(FINDINGS_BYTES + FINDINGS_BYTES / 8);
  let number = 0;
  const write = async (): Promise<void> => {
    if (waiting.size() === 0) return;
    await keepBlock(db, { id, part: "findings", number }, waiting.take());
    number += 1;
  };
  return {
    add: (findings: readonly Finding[]) => {
      for (const finding of findings) waiting.add(findingLine(finding));
    },
    flush: async () => {
      if (waiting.size() > FINDINGS_BYTES) await write();
    },
    end: write,
  };
}

interface Out {
  games: Copying;
  lines: Copying;
}

export interface Judged {
  games: number;
  lines: number;
}

/** Judges game by game and puts games and lines where they wait for being loaded. */
export async function judgeGames(
  job: Job,
  {
    reading,
    people,
    tally,
    extra,
  }: { reading: Reading; people: People; tally: Tallier; extra: readonly Finding[] },
): Promise<Judged> {
  const [, gamesClient, linesClient] = job.clients;
  const out: Out = {
    games: copyInto(gamesClient, "import_games", GAME_COLUMNS),
    lines: copyInto(linesClient, "import_lines", LINE_COLUMNS),
  };
  const keeper = findingsKeeper(job);
  const judged = { games: 0, lines: 0 };
  let rows = 0;
  for await (const waiting of waitingGames(job)) {
    const { game, lines, findings } = judge(reading, waiting, job.options);
    tally.judgement({ game, lines, findings });
    keeper.add(findings);
    const gameId = newId();
    out.games.add(gameValues(job.worker, gameId, game));
    for (const line of lines) {
      const ids = { worker: job.worker, gameId, playerId: people.idOf(line.playerId) };
      out.lines.add(lineValues(ids, line, waiting));
    }
    judged.games += 1;
    judged.lines += lines.length;
    rows += waiting.length;
    if (judged.games % 500 !== 0) continue;
    job.progress.at("judging", rows, rows / reading.rows);
    await Promise.all([out.games.flush(), out.lines.flush(), keeper.flush()]);
  }
  keeper.add(extra);
  await Promise.all([out.games.end(), out.lines.end(), keeper.end()]);
  return judged;
}
