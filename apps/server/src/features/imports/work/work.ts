import { HistoryError, type Reading, sharedNameFindings, tallier } from "@babyfoot/history";
import { sql } from "kysely";
import type { Connection } from "../../../platform/connection.ts";
import type { Db } from "../../../platform/database.ts";
import { announceImport, changeImport, failImport } from "../changes.ts";
import { detailOf } from "../first-look.ts";
import type { ImportOptions } from "../imports.queries.ts";
import { reportOf } from "../report/report-of.ts";
import { forgetBlocks } from "../stored-file.ts";
import { STAGES } from "../sweep.ts";
import { cleanFile } from "./clean-file.ts";
import { type Compared, compare } from "./compare.ts";
import { openClient } from "./copying.ts";
import type { Job } from "./job.ts";
import { type Judged, judgeGames } from "./judge-games.ts";
import { learnFile } from "./learn-file.ts";
import { load } from "./load.ts";
import { type People, peopleOf } from "./people.ts";
import { Interrupted, showProgress } from "./progress.ts";

/** Whose heart has been still for so long is gone. */
export const LEASE_SECONDS = 15;
/** An import that ends its worker again and again is not to be had. */
const MOST_ATTEMPTS = 3;
/** What is compared and loaded. */
const JUDGED = ["import_games", "import_lines", "import_players"] as const;

interface WorkDeps {
  db: Db;
  connection: Connection;
  id: string;
  worker: string;
  onShare?: (share: number) => void;
}

interface Claimed {
  venueId: string;
  bytes: number;
  isPreview: boolean;
  options: ImportOptions;
  reading: Reading | null;
}

/**
 * Does all that is to be done with an import whose file is here: reads, cleans, judges and loads it, or stops before that
 * where a preview is wanted. What another began is begun anew: nothing shows before the end. Somebody else's import is
 * left alone. Throws what may pass by trying again.
 */
export async function work(deps: WorkDeps): Promise<void> {
  const { db, id, worker } = deps;
  const claimed = await claim(deps);
  if (claimed === undefined) return;
  const progress = showProgress(db, deps);
  const clients = await Promise.all([1, 2, 3].map(() => openClient(deps.connection)));
  const [first, second, third] = clients;
  try {
    if (first === undefined || second === undefined || third === undefined) return;
    const job: Job = { ...deps, ...claimed, progress, clients: [first, second, third] };
    await doAll(job, claimed.reading);
  } catch (error) {
    await progress.stop();
    if (!(error instanceof HistoryError)) {
      if (error instanceof Interrupted) return;
      throw error;
    }
    const why = { code: error.code, detail: detailOf(error) };
    await failImport(db, { id, worker, from: ["importing"] }, why);
  } finally {
    await progress.stop();
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
    // Otherwise the next sweep does it.
    await forgetStagesOf(db, worker).catch(() => undefined);
  }
}

async function claim({ db, id, worker }: WorkDeps): Promise<Claimed | undefined> {
  const row = await db
    .updateTable("imports")
    .set({ worker, beat_at: sql`now()`, attempts: sql`attempts + 1` })
    .where("id", "=", id)
    .where("status", "=", "importing")
    .where(
      sql<boolean>`(worker is null or worker = ${worker} or beat_at < now() - make_interval(secs => ${LEASE_SECONDS}))`,
    )
    .returning(["venue_id", "bytes", "is_preview", "options", "reading", "attempts"])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.attempts > MOST_ATTEMPTS) {
    const why = { code: "internal", detail: null };
    await failImport(db, { id, worker, from: ["importing"] }, why);
    return undefined;
  }
  return {
    venueId: row.venue_id,
    bytes: row.bytes,
    isPreview: row.is_preview,
    options: row.options as unknown as ImportOptions,
    reading: row.reading === null ? null : (JSON.parse(row.reading) as Reading),
  };
}

async function forgetStagesOf(db: Db, worker: string): Promise<void> {
  for (const table of STAGES)
    await sql`delete from ${sql.table(table)} where worker = ${worker}`.execute(db);
}

/** What the first pass has learnt outlives whoever learnt it. */
async function learnt(job: Job, before: Reading | null): Promise<Reading> {
  if (before !== null) return before;
  const reading = await learnFile(job);
  await job.db
    .updateTable("imports")
    .set({ reading: JSON.stringify(reading), rows: reading.rows })
    .where("id", "=", job.id)
    .execute();
  return reading;
}

async function doAll(job: Job, before: Reading | null): Promise<void> {
  await forgetBlocks(job.db, job.id, "findings");
  const reading = await learnt(job, before);
  const tally = tallier(reading);
  const preview = await cleanFile(job, reading, tally);
  const people = await peopleOf(job, reading);
  const extra = sharedNameFindings(reading);
  const judged = await judgeGames(job, { reading, people, tally, extra });
  tally.findings(extra);
  await people.keep();
  for (const table of JUDGED) await sql`analyze ${sql.table(table)}`.execute(job.db);
  const compared = await compare(job);
  const counts = countsOf(judged, people, compared);
  if (judged.games === 0) throw new HistoryError("no_rows", "No row says its game and player.");
  const report = JSON.stringify(reportOf(tally.tally(), compared.findings));
  if (job.isPreview)
    await stopHere(job, { ...counts, report, first_rows: JSON.stringify(preview) });
  else await bringIn(job, { ...counts, report });
}

const countsOf = (judged: Judged, people: People, compared: Compared) => ({
  ...judged,
  players: people.count(),
  known_games: compared.known,
  differing_games: compared.differing,
});

type Outcome = ReturnType<typeof countsOf> & { report: string };

async function stopHere(
  { db, id, worker, progress }: Job,
  outcome: Outcome & { first_rows: string },
): Promise<void> {
  await progress.stop();
  await db.transaction().execute(async (tx) => {
    const end = { status: "previewed", stage: "done", share: 1, worker: null } as const;
    const expected = { id, worker, from: ["importing"] as const };
    if (!(await changeImport(tx, expected, { ...outcome, ...end }))) throw new Interrupted();
    await announceImport(tx, id);
  });
}

/**
 * A commit of its own has the log written up to here, all that was loaded included. The last one is short then: from its
 * announcement on everybody else's wait for it.
 */
async function writeOut({ db, id, worker }: Job): Promise<void> {
  await sql`update imports set beat_at = now() where id = ${id} and worker = ${worker}`.execute(db);
}

async function bringIn(job: Job, outcome: Outcome): Promise<void> {
  const { db, id, worker, progress } = job;
  const isKnown = outcome.known_games === outcome.games;
  progress.at("loading", 0, 0);
  await db.transaction().execute(async (tx) => {
    if (!isKnown) await load(tx, job);
    await progress.stop();
    await writeOut(job);
    const end = { stage: "done", share: 1, worker: null, finished_at: new Date() } as const;
    const status = isKnown ? "unchanged" : "finished";
    const expected = { id, worker, from: ["importing"] as const };
    const change = { ...outcome, ...end, status, first_rows: null };
    if (!(await changeImport(tx, expected, change))) throw new Interrupted();
    await announceImport(tx, id);
  });
}
