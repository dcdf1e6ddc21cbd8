import {
  applyEvent,
  EMPTY_TABLE,
  type EntryBody,
  FORMATS,
  foldEntry,
  type MatchEvent,
  outcomeOf,
  scoreOf,
  startMatch,
  type TableState,
  timeline,
} from "@babyfoot/domain";

/** Seeded: the same numbers on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Something that happened at the table, at a true instant in milliseconds. */
export interface Happening {
  boot: string;
  seq: number;
  at: number;
  uptimeMs: number;
  body: EntryBody | { type: "health" };
}

/** What a device has noticed over several matches and restarts, in order. */
export function playEvening(random: () => number, count: number): Happening[] {
  const happenings: Happening[] = [];
  const state = { at: 0, bootedAt: -5_000, boot: 1, seq: 0 };
  while (happenings.length < count) {
    const restart = random() < 0.03;
    state.at += restart ? 4_000 + Math.floor(random() * 8_000) : stepOf(random);
    if (restart) Object.assign(state, { bootedAt: state.at - 2_500, boot: state.boot + 1, seq: 0 });
    state.seq += 1;
    happenings.push({
      boot: `boot-${state.boot}`,
      seq: state.seq,
      at: state.at,
      uptimeMs: state.at - state.bootedAt,
      body: bodyOf(random),
    });
  }
  return happenings;
}

/** Now and then so soon that it is the same ball. */
const stepOf = (random: () => number): number =>
  random() < 0.1 ? 50 + Math.floor(random() * 500) : 1_000 + Math.floor(random() * 9_000);

function bodyOf(random: () => number): Happening["body"] {
  const side = random() < 0.5 ? "red" : "blue";
  const kind = random();
  if (kind < 0.84) return { type: "goal", side };
  if (kind < 0.91) return { type: "goal_cancelled", side };
  if (kind < 0.95) return { type: "health" };
  if (kind < 0.97) return { type: "match_started" };
  if (kind < 0.98) return { type: "match_ended" };
  return { type: "score", red: Math.floor(random() * 9), blue: Math.floor(random() * 9) };
}

/** One call, stamped when it was sent and received when it was received. */
export interface Call {
  happenings: Happening[];
  sentAt: number;
  receivedAt: number;
}

/** Puts happenings into calls of up to five of one boot, each received up to `delayMs` after it was sent. */
export function callsOf(
  happenings: readonly Happening[],
  random: () => number,
  delayMs: number,
): Call[] {
  const calls: Call[] = [];
  let room = 0;
  for (const one of happenings) {
    const open = calls.at(-1);
    if (open === undefined || room === 0 || open.happenings[0]?.boot !== one.boot) {
      room = Math.floor(random() * 5);
      calls.push({ happenings: [one], sentAt: one.at + 20, receivedAt: 0 });
    } else {
      room -= 1;
      open.happenings.push(one);
      open.sentAt = one.at + 20;
    }
  }
  const heard = new Map<string, number>();
  for (const call of calls) {
    call.receivedAt = call.sentAt + Math.floor(random() * delayMs);
    const boot = call.happenings[0]?.boot ?? "";
    if (heard.has(boot)) continue;
    // Which of two runs was the earlier is only known from which was heard of first.
    call.receivedAt = Math.max(call.receivedAt, 1 + Math.max(0, ...heard.values()));
    heard.set(boot, call.receivedAt);
  }
  return calls.sort((a, b) => a.receivedAt - b.receivedAt);
}

/** Shuffles calls so that no event moves by more than about `span` events. A restart is heard of in its turn. */
export function shuffled(calls: readonly Call[], random: () => number, span: number): Call[] {
  const keyed: { call: Call; key: number }[] = [];
  const boots = new Set<string>();
  let position = 0;
  for (const call of calls) {
    const boot = call.happenings[0]?.boot ?? "";
    keyed.push({ call, key: position + (boots.has(boot) ? random() * span : 0) });
    boots.add(boot);
    position += call.happenings.length;
  }
  return received(keyed.sort((a, b) => a.key - b.key).map(({ call }) => call));
}

/** Time does not go back between receipts, and nothing is received before it was sent. */
export function received(calls: readonly Call[]): Call[] {
  let now = 0;
  return calls.map((call) => {
    now = Math.max(now, call.sentAt, call.receivedAt);
    return { ...call, receivedAt: now };
  });
}

/** A match in the words of the oracle. */
export interface Outcome {
  status: string;
  winner: string | null;
  red: number;
  blue: number;
  goals: string;
}

/** The oracle: everything in order, on a table where nothing is ever late or lost. */
export function inOrder(happenings: readonly Happening[]): Outcome[] {
  const matches: MatchEvent[][] = [];
  let state: TableState = EMPTY_TABLE;
  for (const { at, boot, uptimeMs, body } of happenings) {
    if (body.type === "health") continue;
    const entry = { at, source: boot, deviceMs: uptimeMs, body };
    const step = foldEntry(state, entry, {
      walkUpFormat: FORMATS.house,
      bounceMs: 400,
      newMatchId: () => String(matches.push([]) - 1),
    });
    state = step.state;
    for (const { matchId, events } of step.parts) matches[Number(matchId)]?.push(...events);
  }
  return matches.map(outcomeOfEvents);
}

function outcomeOfEvents(events: MatchEvent[]): Outcome {
  let state = startMatch(FORMATS.house);
  for (const event of events) {
    const applied = applyEvent(state, event);
    if (applied.ok) state = applied.value;
  }
  const kept = events.map((event, index) => ({ ...event, id: index, at: index }));
  const goals = timeline(FORMATS.house, kept)
    .filter((line) => line.kind === "goal" && !line.undone)
    .map((line) => (line.side === "red" ? "r" : "b"))
    .join("");
  const { red, blue } = scoreOf(state);
  const { status, winner } = outcomeOf(state);
  return { status, winner, red, blue, goals };
}
