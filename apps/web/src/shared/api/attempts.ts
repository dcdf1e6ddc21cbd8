import { mayHaveHappened } from "./problem.ts";

/**
 * Gives the `Idempotency-Key` of each attempt. While an attempt may have happened without our
 * knowing (a lost answer), the same body keeps its key, so that sending again does nothing twice.
 */
export function createAttempts(newKey: () => string = randomKey) {
  let open: { body: string; key: string } | null = null;
  return {
    keyFor(body: unknown): string {
      const text = JSON.stringify(body ?? null);
      if (open?.body !== text) open = { body: text, key: newKey() };
      return open.key;
    },
    /** To be told how the attempt ended; without an error it succeeded. */
    settled(error?: unknown): void {
      if (!mayHaveHappened(error)) open = null;
    },
  };
}

/** 128 random bits; `crypto.randomUUID` is missing where the page is not served over TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
