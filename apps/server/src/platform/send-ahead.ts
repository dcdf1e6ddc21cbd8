interface Answer {
  command: string;
}

type Query = (text: string, values: readonly unknown[]) => Promise<Answer>;

const MARK = "/* ahead */";
const NOTHING = { command: "", rowCount: 0, rows: [] };

/**
 * The text of a statement whose answer nobody needs. In a transaction it is sent, and the next one follows at once;
 * should it fail, the transaction does, at the latest with its commit. It must have parameters.
 */
export const ahead = (text: string): string => `${MARK}${text}`;

const goesAhead = (text: string): boolean => text === "begin" || text.startsWith(MARK);

/**
 * Sends what goes ahead without waiting for its answer. Whoever waits for a later statement learns of its failure:
 * PostgreSQL refuses all that follows in the transaction, and answers its commit with a rollback.
 */
export function sendingAhead(send: Query): Query {
  let underway: Promise<Answer>[] = [];
  return async (text, values) => {
    const answer = send(text, values);
    if (goesAhead(text)) {
      answer.catch(() => undefined);
      underway.push(answer);
      return NOTHING;
    }
    const before = underway;
    underway = [];
    if (text === "rollback") await Promise.allSettled(before);
    else if (before.length > 0) await Promise.all([...before, answer]);
    const { command } = await answer;
    if (text === "commit" && command !== "COMMIT") throw new Error("the transaction was undone");
    return answer;
  };
}
