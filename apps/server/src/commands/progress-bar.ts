import type { Writable } from "node:stream";

const WIDTH = 30;
const DRAW_EVERY_MS = 100;

export interface ProgressBar {
  /** @param share from 0 to 1 */
  show(share: number): void;
  end(): void;
}

/** A bar on a terminal; in a file a line every tenth. */
export function progressBar(
  out: Writable & { isTTY?: boolean },
  doing: string,
  now: () => number = Date.now,
): ProgressBar {
  const began = now();
  let drawn = Number.NEGATIVE_INFINITY;
  let tenth = 0;
  const onTerminal = (share: number) => {
    if (now() - drawn < DRAW_EVERY_MS && share < 1) return;
    drawn = now();
    const full = Math.round(share * WIDTH);
    const seconds = ((now() - began) / 1000).toFixed(0);
    out.write(
      `\r\x1b[K${doing} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${Math.floor(share * 100)} % ${seconds} s`,
    );
  };
  const inFile = (share: number) => {
    const reached = Math.floor(share * 10);
    if (reached <= tenth) return;
    tenth = reached;
    out.write(`${doing} ${reached * 10} %\n`);
  };
  return {
    show: (share) => (out.isTTY === true ? onTerminal : inFile)(Math.min(Math.max(share, 0), 1)),
    end: () => {
      if (out.isTTY === true) out.write("\r\x1b[K");
    },
  };
}
