import type { Calls, Tally } from "../load/calls.ts";
import type { Board } from "./boards.ts";
import type { Clock } from "./clock.ts";
import type { Offers } from "./offers.ts";
import type { Visit } from "./plan.ts";

const MINUTE = 60_000;
const SLOT_MINUTES = 15;

export interface Student {
  calls: Calls;
  /** The number of their card. */
  uid: string;
  busy: boolean;
  wanted: number;
  minutesPlayed: number;
}

/** What all students share. */
export interface Campus {
  clock: Clock;
  venueId: string;
  boards: ReadonlyMap<string, Board>;
  students: readonly Student[];
  offers: Offers;
  tally: Tally;
  random: () => number;
}

interface Reservation {
  id: string;
  tableId: string;
  startsAt: string;
  endsAt: string;
  status: string;
}

const between = ({ random }: Campus, least: number, most: number): number =>
  least + (most - least) * random();

const waitFor = ({ clock }: Campus, minutes: number): Promise<void> =>
  clock.until(clock.now() + minutes * MINUTE);

/** Lives through one visit, whatever comes of it. */
export async function visit(campus: Campus, student: Student, wish: Visit): Promise<void> {
  const { clock, tally } = campus;
  await clock.until(wish.kind === "books" ? wish.at - wish.lead * MINUTE : wish.at);
  if (student.busy) return tally.add("visits skipped: still playing");
  student.wanted += 1;
  await (wish.kind === "books" ? bookAhead : walkUp)(campus, student, wish);
}

async function bookAhead(campus: Campus, student: Student, wish: Visit): Promise<void> {
  const { clock, boards, random } = campus;
  const step = SLOT_MINUTES * MINUTE;
  const tableIds = [...boards.keys()];
  const tableId = tableIds[Math.floor(random() * tableIds.length)];
  const startsAt = new Date(Math.ceil(wish.at / step) * step).toISOString();
  const body = { tableId, startsAt, durationMinutes: wish.length };
  let made = await student.calls<Reservation & { alternatives?: string[] }>(
    "POST",
    "/reservations",
    body,
  );
  const [nearest] = made.body.alternatives ?? [];
  // Another hour suits them still, another day does not.
  const suits = Math.abs(Date.parse(nearest ?? "") - wish.at) < 60 * MINUTE;
  if (made.code === "slot_taken" && suits)
    made = await student.calls("POST", "/reservations", { ...body, startsAt: nearest });
  if (made.status !== 201) return;
  const { id, startsAt: from } = made.body;
  if (wish.cancels !== null) {
    await clock.until(Date.parse(from) - wish.cancels * MINUTE);
    await student.calls("DELETE", `/reservations/${id}`);
    return;
  }
  if (!wish.comes) return;
  await clock.until(Date.parse(from) + between(campus, -3, 4) * MINUTE);
  await openAndPlay(campus, student, made.body, wish);
}

async function walkUp(campus: Campus, student: Student, wish: Visit): Promise<void> {
  const { items } = (
    await student.calls<{ items: { id: string; status: string }[] }>("GET", "/tables")
  ).body;
  const free = items.filter(({ status }) => status === "free");
  const choice = free[Math.floor(campus.random() * free.length)];
  if (choice !== undefined && (await openAndPlay(campus, student, { tableId: choice.id }, wish)))
    return;
  await standInLine(campus, student, wish);
}

async function standInLine(campus: Campus, student: Student, wish: Visit): Promise<void> {
  const joined = await student.calls<{ id: string }>("POST", "/queue", {
    venueId: campus.venueId,
  });
  if (joined.status !== 201) return;
  const offered = await campus.offers.of(joined.body.id, waitFor(campus, wish.patience));
  if (!offered) {
    campus.tally.add("left the line, tired of waiting");
    await student.calls("DELETE", "/queue");
    return;
  }
  const answer = campus.random();
  // Some have gone already and see it too late, some would rather not.
  if (answer < 0.06) return;
  await waitFor(campus, between(campus, 0.1, 1.5));
  if (answer < 0.14) {
    await student.calls("POST", "/queue/decline");
    await student.calls("DELETE", "/queue");
    return;
  }
  const taken = await student.calls<Reservation>("POST", "/queue/accept");
  if (taken.status !== 200) return;
  if (campus.random() < 0.05) return;
  await waitFor(campus, between(campus, 0.3, 3));
  await openAndPlay(campus, student, taken.body, wish);
}

/** Holds the card to the table, plays with friends who tap in, and leaves. Answers whether the table opened. */
async function openAndPlay(
  campus: Campus,
  student: Student,
  { tableId }: { tableId: string },
  wish: Visit,
): Promise<boolean> {
  const board = campus.boards.get(tableId);
  if (board === undefined) throw new Error("no such board");
  const tap = (await board.tap(student.uid)).body;
  campus.tally.add(`tap: ${tap.unlocked ? "opened by" : "refused for"} ${tap.reason}`);
  if (!tap.unlocked || tap.until === undefined) return false;
  student.busy = true;
  const party = [student, ...(await gather(campus, board, wish.friends))];
  const until = Date.parse(tap.until);
  do {
    const minutes = await board.play();
    for (const player of party) player.minutesPlayed += minutes;
  } while (until - campus.clock.now() > 9 * MINUTE && campus.random() < 0.6);
  for (const player of party) player.busy = false;
  if (campus.random() < 0.6) await giveBack(campus, student, tableId);
  return true;
}

async function gather(campus: Campus, board: Board, count: number): Promise<Student[]> {
  const friends: Student[] = [];
  const { students, random } = campus;
  while (friends.length < count) {
    const friend = students[Math.floor(random() * students.length)];
    if (friend === undefined || friend.busy) continue;
    friend.busy = true;
    friends.push(friend);
    await waitFor(campus, between(campus, 0.05, 0.3));
    const { unlocked, reason } = (await board.tap(friend.uid)).body;
    campus.tally.add(`friend's tap: ${unlocked ? "in" : `refused for ${reason}`}`);
  }
  return friends;
}

/** Leaves before the time is over, and says so. */
async function giveBack(campus: Campus, student: Student, tableId: string): Promise<void> {
  const { items } = (
    await student.calls<{ items: Reservation[] }>(
      "GET",
      `/reservations?mine=true&status=checked_in&tableId=${tableId}`,
    )
  ).body;
  const now = campus.clock.now();
  const running = items.find(
    ({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt),
  );
  if (running !== undefined) await student.calls("DELETE", `/reservations/${running.id}`);
}
