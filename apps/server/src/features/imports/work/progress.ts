import type { Import } from "@babyfoot/contract";
import type { Db } from "../../../platform/database.ts";
import { asError } from "../../../platform/lanes.ts";
import { changeAndTell } from "../changes.ts";

type Stage = Import["progress"]["stage"];

const TELL_EVERY_MS = 330;
/** Even when nothing moves, others must see that somebody lives. */
const BEAT_EVERY_MS = 1_500;

/** Where each stage begins and how much of everything it is, by what it takes. */
const PORTIONS: Readonly<Record<Stage, readonly [number, number]>> = {
  receiving: [0, 0],
  learning: [0, 0.15],
  cleaning: [0.15, 0.4],
  judging: [0.55, 0.2],
  loading: [0.75, 0.25],
  done: [1, 0],
};

/** Somebody has cancelled the import, or another works on it. */
export class Interrupted extends Error {}

/** Shows how far the work is, and that somebody works; hears when it is no longer wanted. */
export interface Progress {
  /** `done` of `of` rows or blocks. @throws Interrupted */
  at(stage: Stage, rows: number, portion: number): void;
  stop(): Promise<void>;
}

export function showProgress(
  db: Db,
  {
    id,
    worker,
    onShare,
  }: { id: string; worker: string; onShare?: ((share: number) => void) | undefined },
): Progress {
  let now = { stage: "learning" as Stage, rows_done: 0, share: 0 };
  let told = now;
  let toldAt = Date.now();
  let isWanted = true;
  let telling: Promise<void> = Promise.resolve();
  let failure: Error | undefined;
  const tell = async (): Promise<void> => {
    const here = now;
    const row = await changeAndTell(db, { id, worker, from: ["importing"] }, { ...here });
    told = here;
    toldAt = Date.now();
    if (row === undefined) isWanted = false;
  };
  let isTelling = false;
  const timer = setInterval(() => {
    const isDue = now !== told || Date.now() - toldAt > BEAT_EVERY_MS;
    if (!isDue || isTelling || !isWanted) return;
    isTelling = true;
    telling = tell()
      .catch((error: unknown) => {
        failure = asError(error);
      })
      .finally(() => {
        isTelling = false;
      });
  }, TELL_EVERY_MS);
  return {
    at: (stage, rows, portion) => {
      const [from, size] = PORTIONS[stage];
      now = { stage, rows_done: rows, share: from + size * Math.min(1, portion) };
      onShare?.(now.share);
      if (!isWanted) throw new Interrupted("The import is no longer wanted.");
      if (failure !== undefined) throw failure;
    },
    stop: async () => {
      clearInterval(timer);
      await telling;
    },
  };
}
