import { setTimeout as wait } from "node:timers/promises";
import type { BenchDevice } from "./campus.ts";

/** What somebody was told, and how long it took, in milliseconds. */
export interface Told {
  status: number;
  ms: number;
  retryAfter: boolean;
}

export type Ask = () => Promise<Told>;

async function ask(url: string, init?: RequestInit): Promise<Told> {
  const began = performance.now();
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) }).catch(
    () => undefined,
  );
  await answer?.arrayBuffer().catch(() => undefined);
  const retryAfter = answer?.headers.has("retry-after") ?? false;
  return { status: answer?.status ?? 0, ms: performance.now() - began, retryAfter };
}

/** Somebody who reads the tables. */
export const reader =
  (url: string): Ask =>
  () =>
    ask(`${url}/api/v1/tables`);

/** A table's device that sends its next goal once the last one was taken; `taken` counts them. */
export function scorer(url: string, { token }: BenchDevice): Ask & { taken: () => number } {
  let taken = 0;
  const send = async (): Promise<Told> => {
    const seq = taken + 1;
    const event = { seq, type: "goal", side: "red", uptimeMs: seq * 1_000 };
    const told = await ask(`${url}/api/v1/device/events`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ bootId: "drill", sentUptimeMs: seq * 1_000, events: [event] }),
    });
    if (told.status === 200) taken = seq;
    return told;
  };
  return Object.assign(send, { taken: () => taken });
}

/** Has all ask again and again until `signal`; answers what each was told. */
export async function keepAsking(
  asks: readonly Ask[],
  { everyMs, signal }: { everyMs: number; signal: AbortSignal },
): Promise<Told[]> {
  const told: Told[] = [];
  await Promise.all(
    asks.map(async (one) => {
      while (!signal.aborted) {
        told.push(await one());
        await wait(everyMs);
      }
    }),
  );
  return told;
}

/** Asks until it is answered with 200; how long that took, in seconds. */
export async function untilServed(one: Ask): Promise<number> {
  const began = performance.now();
  while ((await one()).status !== 200) await wait(50);
  return (performance.now() - began) / 1_000;
}

/** How often each status came, and the slowest answer. */
export function summary(told: readonly Told[]): string {
  const counts = new Map<number, number>();
  for (const { status } of told) counts.set(status, (counts.get(status) ?? 0) + 1);
  const list = [...counts].map(([status, count]) => `${count} × ${status}`).join(", ");
  const slowest = Math.max(0, ...told.map(({ ms }) => ms));
  return `${list === "" ? "nothing" : list}; slowest ${(slowest / 1_000).toFixed(2)} s`;
}

/** Prints whether a drill's demand is met, and fails the run where not. */
export function demand(what: string, isMet: boolean): void {
  console.log(`  ${isMet ? "held  " : "FAILED"} ${what}`);
  if (!isMet) process.exitCode = 1;
}
