import type { Writable } from "node:stream";

const WIDTH = 30;
const DRAW_EVERY_MS = 100;

export interface ProgressBar {
  /** @param share from 0 to 1 */
  show(share: number): void;
  /** Takes it away. */
  end(): void;
}

/** A bar on a terminal, and nothing elsewhere: nobody watches a file grow. */
export function progressBar(
  out: Writable & { isTTY?: boolean },
  doing: string,
  now: () => number = Date.now,
): ProgressBar {
  if (out.isTTY !== true) return { show: () => undefined, end: () => undefined };
  const began = now();
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    show: (share) => {
      if (now() - drawn < DRAW_EVERY_MS && share < 1) return;
      drawn = now();
      const done = Math.min(Math.max(share, 0), 1);
      const full = Math.round(done * WIDTH);
      const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
      const seconds = Math.round((now() - began) / 1000);
      out.write(`\r\x1b[K${doing} ${bar} ${Math.floor(done * 100)} % ${seconds} s`);
    },
    end: () => out.write("\r\x1b[K"),
  };
}
