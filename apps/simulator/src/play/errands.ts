/** Work that goes on beside the game. Its failures are no news: what it carries is a copy, or late. */
export interface Errands {
  run(errand: () => Promise<unknown>): void;
  /** Resolves once all are done. */
  done(): Promise<void>;
}

export function createErrands(): Errands {
  const running = new Set<Promise<unknown>>();
  return {
    run: (errand) => {
      const finished = errand()
        .catch(() => undefined)
        .finally(() => running.delete(finished));
      running.add(finished);
    },
    done: async () => {
      await Promise.all(running);
    },
  };
}
