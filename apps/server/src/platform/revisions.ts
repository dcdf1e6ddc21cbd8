/** What a process remembers of rows, each as of one revision: a random name that no other state of the row ever has. */
export interface Revisions<Value> {
  /** What is known of a row, if it is still at that revision. */
  recall: (key: string, revision: string) => Value | undefined;
  /**
   * Remembers a row as it will be once the transaction has committed. Should it not, nobody will ever ask for that
   * revision.
   */
  keep: (key: string, revision: string, value: Value) => void;
}

/** Remembers up to `limit` rows; the one kept longest ago goes first. */
export function rememberRevisions<Value>(limit: number): Revisions<Value> {
  const known = new Map<string, { revision: string; value: Value }>();
  return {
    recall: (key, revision) => {
      const found = known.get(key);
      return found?.revision === revision ? found.value : undefined;
    },
    keep: (key, revision, value) => {
      known.delete(key);
      known.set(key, { revision, value });
      const [oldest] = known.keys();
      if (known.size > limit && oldest !== undefined) known.delete(oldest);
    },
  };
}
