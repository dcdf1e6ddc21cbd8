import { setTimeout as wait } from "node:timers/promises";
import type { BenchDevice } from "./campus.ts";

/** A table's device that scores without pause and sends again until it is acknowledged. */
export interface Scorer {
  device: BenchDevice;
  /** Goals so far, by side: `r` or `b`. */
  goals: string;
  acknowledged: number;
  /** When something was last acknowledged that was not before (milliseconds). */
  heardAt: number;
  /** Answers that are neither success nor a promise to be back soon. */
  strange: string[];
}

export const newScorer = (device: BenchDevice): Scorer => ({
  device,
  goals: "",
  acknowledged: 0,
  heardAt: 0,
  strange: [],
});

/** Scores every `everyMs` until `signal`, then goes on until all is acknowledged. */
export async function keepScoring(
  scorer: Scorer,
  { url, everyMs, signal }: { url: string; everyMs: number; signal: AbortSignal },
): Promise<void> {
  const began = Date.now();
  while (!signal.aborted || scorer.acknowledged < scorer.goals.length) {
    const due = signal.aborted ? 0 : Math.floor((Date.now() - began) / everyMs);
    while (scorer.goals.length < due) scorer.goals += Math.random() < 0.5 ? "r" : "b";
    await sendNext(scorer, url, everyMs);
    await wait(everyMs / 2);
  }
}

async function sendNext(scorer: Scorer, url: string, everyMs: number): Promise<void> {
  // Now and then what was acknowledged already goes out again.
  const from = Math.max(0, scorer.acknowledged - (Math.random() < 0.2 ? 20 : 0));
  const events = [...scorer.goals.slice(from, from + 300)].map((letter, index) => ({
    seq: from + index + 1,
    type: "goal",
    side: letter === "r" ? "red" : "blue",
    uptimeMs: (from + index + 1) * 1_000,
  }));
  const body = { bootId: "drill", sentUptimeMs: (scorer.goals.length + 1) * 1_000, events };
  const answer = await fetch(`${url}/api/v1/device/events`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${scorer.device.token}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(Math.max(2_000, everyMs * 20)),
  }).catch(() => undefined);
  const text = await answer?.text().catch(() => undefined);
  if (answer === undefined || text === undefined) return;
  if (answer.status === 200) hear(scorer, JSON.parse(text) as { acknowledgedSeq: number });
  else if (answer.status !== 503 || !answer.headers.has("retry-after"))
    scorer.strange.push(`${answer.status} ${text}`);
}

function hear(scorer: Scorer, { acknowledgedSeq }: { acknowledgedSeq: number }): void {
  if (acknowledgedSeq <= scorer.acknowledged) return;
  scorer.acknowledged = acknowledgedSeq;
  scorer.heardAt = Date.now();
}

/** The matches that goals add up to at a table that plays to ten. */
export function matchesOf(goals: string): [number, number][] {
  const matches: [number, number][] = [];
  let open: [number, number] | undefined;
  for (const letter of goals) {
    if (open === undefined) {
      open = [0, 0];
      matches.push(open);
    }
    open[letter === "r" ? 0 : 1] += 1;
    if (Math.max(...open) === 10) open = undefined;
  }
  return matches;
}
