/** What a process remembers of rows, each as of a revision: a random name that no other state of the row ever has. */
export interface Revisions<Value> {
  /** What is known of a row, if it is still at that revision. */
  recall: (key: string, revision: string) => Value | undefined;
  /** The newest revision of a row that is known here; it may be of a transaction that is not committed yet. */
  newest: (key: string) => string | undefined;
  /**
   * Remembers a row as it will be once the transaction has committed. Should it not, nobody will ever find that
   * revision stored; what was known before is therefore kept as well.
   */
  keep: (key: string, revision: string, value: Value) => void;
}

interface Known<Value> {
  revision: string;
  value: Value;
  before: Known<Value> | undefined;
}

/** Remembers up to `limit` rows; the one kept longest ago goes first. */
export function rememberRevisions<Value>(limit: number): Revisions<Value> {
  const known = new Map<string, Known<Value>>();
  return {
    recall: (key, revision) => {
      const newest = known.get(key);
      const found = newest?.revision === revision ? newest : newest?.before;
      return found?.revision === revision ? found.value : undefined;
    },
    newest: (key) => known.get(key)?.revision,
    keep: (key, revision, value) => {
      const before = known.get(key);
      if (before !== undefined) before.before = undefined;
      known.delete(key);
      known.set(key, { revision, value, before });
      const [oldest] = known.keys();
      if (known.size > limit && oldest !== undefined) known.delete(oldest);
    },
  };
}
