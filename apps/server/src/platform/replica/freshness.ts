/** The primary at a moment. */
export interface PrimarySample {
  /** In milliseconds of this process's own clock. */
  at: number;
  /** How far it has written its log, in bytes. */
  position: bigint;
  /** Changes with all that must be counted or shown anew, also before it is committed; read first of all. */
  marks: string;
  /** Transactions from this one on had not begun. */
  nextTransaction: bigint;
  /** Transactions before this one had ended. */
  oldestTransaction: bigint;
  /** Whether something is not counted yet. */
  isCounting: boolean;
  /** Its newest migration. */
  schema: string;
}

/** The replica just after. */
export interface ReplicaSample {
  /** How far it has replayed that log. */
  position: bigint;
  /** Whether it follows a primary still. */
  isReplica: boolean;
  schema: string;
}

export interface Verdict {
  /** How old the newest moment is that the replica has wholly. */
  lagSeconds: number;
  /** Why it must not answer; undefined where it may. */
  reason?: "behind" | "counts differ" | "other schema" | "no replica";
}

/** Beyond it a replica is of no use, whatever it is asked. */
export const MOST_LAG_SECONDS = 10;
const KEPT = 240;

/**
 * Judges whether a replica may answer. Positions in the log are compared rather than clocks: an idle primary makes no
 * replica old, and one that is cut off has nothing newer to show. What is counted of matches and shown of players must be
 * the same as on the primary at its last sample: nobody misses a match of their own, or is named once they are erased.
 */
export function createFreshness(mostLagSeconds = MOST_LAG_SECONDS) {
  const samples: PrimarySample[] = [];
  /** What the replica must have for its counts to be those of the primary. */
  let counted = 0n;
  /** Whoever had begun before it may have made marks that nobody else sees yet; undefined once all have ended. */
  let unsettled: bigint | undefined;
  return {
    observe(sample: PrimarySample): void {
      const last = samples.at(-1);
      const isQuiet = !sample.isCounting && last?.isCounting === false;
      if (!isQuiet || sample.marks !== last.marks) unsettled = sample.nextTransaction;
      if (unsettled !== undefined) counted = sample.position;
      if (unsettled !== undefined && sample.oldestTransaction >= unsettled) unsettled = undefined;
      samples.push(sample);
      if (samples.length > KEPT) samples.shift();
    },
    judge(replica: ReplicaSample, now: number): Verdict {
      const had = samples.findLast(({ position }) => position <= replica.position) ?? samples[0];
      const lagSeconds = had === undefined ? 0 : (now - had.at) / 1_000;
      const reason = reasonAgainst({
        ...{ replica, lagSeconds, mostLagSeconds, counted },
        newest: samples.at(-1),
      });
      return { lagSeconds, ...(reason !== undefined && { reason }) };
    },
  };
}

function reasonAgainst({
  replica,
  lagSeconds,
  mostLagSeconds,
  counted,
  newest,
}: {
  replica: ReplicaSample;
  lagSeconds: number;
  mostLagSeconds: number;
  counted: bigint;
  newest: PrimarySample | undefined;
}): Verdict["reason"] {
  if (!replica.isReplica) return "no replica";
  if (replica.schema !== newest?.schema) return "other schema";
  if (lagSeconds > mostLagSeconds) return "behind";
  return replica.position < counted ? "counts differ" : undefined;
}
