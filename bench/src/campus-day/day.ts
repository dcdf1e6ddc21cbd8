import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { dateAt, dayAfter, instantAt, weekdayOf } from "@babyfoot/domain";
import pg from "pg";
import { callsAs, Tally } from "../load/calls.ts";
import { seeded } from "../load/seeded.ts";
import { addressOfPostgres, startOn } from "../load/server-process.ts";
import { Board } from "./boards.ts";
import { clockOf, environmentOf, installClock, type Rate } from "./clock.ts";
import { checkInvariants } from "./invariants.ts";
import { Offers } from "./offers.ts";
import { planDay } from "./plan.ts";
import { report } from "./report.ts";
import { type CampusPlan, setUp, TIME_ZONE } from "./setup.ts";
import { type Campus, type Student, visit } from "./student.ts";

const STUDENTS = Number(process.env.STUDENTS ?? 1_000);
const TABLES = 8;
/** So many minutes of the campus in one of ours. */
const FACTOR = Number(process.env.FACTOR ?? 60);
const SEED = 20_261_127;
const MINUTE = 60_000;
/** The last who come have played by then. */
const ENDS_AFTER_MINUTES = 11.5 * 60;

/** Eight in the morning of the next working day. */
function nextOpening(): number {
  let date = dayAfter(dateAt(Date.now(), TIME_ZONE), 1);
  while (["saturday", "sunday"].includes(weekdayOf(date))) date = dayAfter(date, 1);
  return instantAt({ date, minutes: 8 * 60 }, TIME_ZONE);
}

async function prepare(dataDir: string): Promise<{ plan: CampusPlan; opens: number; rate: Rate }> {
  const server = await startOn({ dataDir, port: 0 });
  const database = await addressOfPostgres(dataDir);
  const plan = await setUp({ ...server, database }, { tables: TABLES, students: STUDENTS });
  const opens = nextOpening();
  // The start of the server takes a few seconds, in which the campus still sleeps.
  const rate = { real: Date.now(), simulated: opens - 12 * MINUTE, factor: FACTOR };
  await installClock({ database }, rate);
  await server.stop();
  return { plan, opens, rate };
}

async function live(dataDir: string, { plan, opens, rate }: Awaited<ReturnType<typeof prepare>>) {
  const server = await startOn({ dataDir, port: 0, env: environmentOf(rate) });
  const random = seeded(SEED);
  const tally = new Tally();
  const clock = clockOf(rate);
  const students: Student[] = plan.students.map(({ cookie, uid }) => ({
    calls: callsAs(server.url, { cookie }, tally),
    uid,
    busy: false,
    wanted: 0,
    minutesPlayed: 0,
  }));
  const boards = new Map(
    plan.tables.map(({ id, token }) => {
      const calls = callsAs(server.url, { authorization: `Bearer ${token}` }, tally);
      return [id, new Board(id, { calls, clock, random })];
    }),
  );
  const offers = await Offers.open(server.port);
  const { venueId } = plan;
  const campus: Campus = { clock, venueId, boards, students, offers, tally, random };
  const closes = opens + ENDS_AFTER_MINUTES * MINUTE;
  const beats = [...boards.values()].map((board) => board.beat(closes));
  const visits = students.flatMap((student) =>
    planDay(random, opens).map((wish) => visit(campus, student, wish)),
  );
  console.log(`  ${students.length} students, ${visits.length} visits, ${TABLES} tables`);
  const failed = (await Promise.allSettled(visits)).filter(({ status }) => status === "rejected");
  for (const one of failed.slice(0, 5)) console.log("  failed:", one);
  await Promise.all(beats);
  offers.close();
  return { server, tally, students, failures: failed.length };
}

/** A day of a campus against the product: over HTTP, with real boards and cards, only faster. */
async function campusDay(): Promise<boolean> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-campus-"));
  try {
    const prepared = await prepare(dataDir);
    const { server, tally, students, failures } = await live(dataDir, prepared);
    const database = new pg.Client(await addressOfPostgres(dataDir));
    await database.connect();
    await report(database, { tally, students });
    console.log("\n  what must never be");
    const well = await checkInvariants(database);
    console.log(`  ${String(failures).padStart(5)}  visits that ended in an error`);
    await database.end();
    await server.stop();
    return well && failures === 0;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

console.log(`A campus day, ${FACTOR} times as fast as ours`);
process.exitCode = (await campusDay()) ? 0 : 1;
