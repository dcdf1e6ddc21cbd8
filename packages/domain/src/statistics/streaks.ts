/** A part of a player's results in the order of play, as far as wins in a row need it known. */
export interface Streaks {
  /** Games whose result is known. */
  readonly length: number;
  /** Wins before the first game that was not won; all of them where there is none. */
  readonly prefix: number;
  /** Wins after the last game that was not won. */
  readonly suffix: number;
  /** The most wins in a row. */
  readonly best: number;
}

export const NO_GAMES: Streaks = { length: 0, prefix: 0, suffix: 0, best: 0 };
export const ONE_WIN: Streaks = { length: 1, prefix: 1, suffix: 1, best: 1 };
/** A game lost or drawn. */
export const NO_WIN: Streaks = { length: 1, prefix: 0, suffix: 0, best: 0 };

/** Two parts one after the other. It is associative, with `NO_GAMES` in the middle of nothing. */
export function afterEachOther(first: Streaks, then: Streaks): Streaks {
  return {
    length: first.length + then.length,
    prefix: first.prefix === first.length ? first.length + then.prefix : first.prefix,
    suffix: then.suffix === then.length ? first.suffix + then.length : then.suffix,
    best: Math.max(first.best, then.best, first.suffix + then.prefix),
  };
}
