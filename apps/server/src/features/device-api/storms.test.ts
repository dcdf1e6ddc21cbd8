import { afterEach, describe, expect, it, vi } from "vitest";
import { useServer } from "../../../test/server.ts";
import { type Playing, startPlaying } from "./testing/playing.ts";
import {
  type Call,
  callsOf,
  type Happening,
  inOrder,
  playEvening,
  received,
  seeded,
  shuffled,
} from "./testing/storm.ts";

const server = useServer();
const SEEDS = [1, 10, 11];
const EVENTS = 130;

type Clock = "uptime" | "wall clock" | "wall clock without sentAt";

/** The server's clock stands where the call arrives; the evening ends about now. */
async function deliver(playing: Playing, calls: Call[], clock: Clock): Promise<void> {
  const last = Math.max(...calls.map((call) => call.receivedAt));
  const start = Date.now() - last;
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    for (const call of calls) {
      vi.setSystemTime(start + call.receivedAt);
      await playing.send(
        call.happenings.map((one) => eventOf(one, start, clock)),
        {
          bootId: call.happenings[0]?.boot ?? "",
          ...stampOf(call, start, clock),
        },
      );
    }
  } finally {
    vi.useRealTimers();
  }
}

const iso = (at: number): string => new Date(at).toISOString();

const eventOf = ({ seq, at, uptimeMs, body }: Happening, start: number, clock: Clock) => ({
  seq,
  ...body,
  ...(clock === "uptime" ? { uptimeMs } : { occurredAt: iso(start + at) }),
});

function stampOf({ happenings: [first], sentAt }: Call, start: number, clock: Clock) {
  if (clock === "uptime")
    return { sentUptimeMs: sentAt - (first?.at ?? 0) + (first?.uptimeMs ?? 0) };
  return {
    sentUptimeMs: undefined,
    ...(clock === "wall clock" && { sentAt: iso(start + sentAt) }),
  };
}

async function expectAsInOrder(playing: Playing, happenings: Happening[]): Promise<void> {
  const stored = await playing.matches();
  const played = stored.map(({ status, winner, red, blue, goals }) => ({
    status,
    winner,
    red,
    blue,
    goals,
  }));
  expect(played).toEqual(inOrder(happenings));
  const begun = stored.map((match) => match.startedAt);
  expect(begun).toEqual([...begun].sort());
  await playing.verify();
  expect((await playing.known()).catchingUp).not.toBe(true);
}

afterEach(() => {
  vi.useRealTimers();
});

const clocks: Clock[] = ["uptime", "wall clock", "wall clock without sentAt"];
const cases = clocks.flatMap((clock) => SEEDS.map((seed) => [clock, seed] as const));

describe.each(cases)("an evening told by %s, seed %i", (clock, seed) => {
  const evening = () => {
    const random = seeded(seed);
    return { random, happenings: playEvening(random, EVENTS) };
  };

  it("[F04] every message three times changes nothing", async () => {
    const { random, happenings } = evening();
    const playing = await startPlaying(server());
    const calls = callsOf(happenings, random, 1);
    await deliver(playing, received(calls.flatMap((call) => [call, call, call])), clock);
    await expectAsInOrder(playing, happenings);
  });

  it("[F05] shuffled by 50 and delayed by up to 30 s it ends the same", async () => {
    const { random, happenings } = evening();
    const playing = await startPlaying(server());
    const calls = shuffled(callsOf(happenings, random, 30_000), random, 50);
    await deliver(playing, calls, clock);
    await expectAsInOrder(playing, happenings);
  });

  it("[F06] with 10 % lost and sent again later it ends the same", async () => {
    const { random, happenings } = evening();
    const playing = await startPlaying(server());
    const calls = received(callsOf(happenings, random, 2_000));
    const lost = new Set(calls.filter(() => random() < 0.1));
    const end = Math.max(...calls.map((call) => call.receivedAt));
    const again = [...lost].map((call) => ({ ...call, receivedAt: end + 20_000 }));
    const arrived = calls.filter((call) => !lost.has(call));
    await deliver(playing, [...arrived, ...again], clock);
    await expectAsInOrder(playing, happenings);
  });
});
