interface Answer {
  command: string;
}

type Query = (text: string, values: readonly unknown[]) => Promise<Answer>;

const MARK = "/* ahead */";
/** The answer of a statement whose answer nobody needs. */
export const NOTHING = { command: "", rowCount: 0, rows: [] };

/**
 * The text of a statement whose answer nobody needs. In a transaction it is sent, and the next one follows at once;
 * should it fail, the transaction does, at the latest with its commit. It must have parameters.
 */
export const ahead = (text: string): string => `${MARK}${text}`;

const goesAhead = (text: string): boolean => text === "begin" || text.startsWith(MARK);

/** Gathers what is written, to send it at once. */
interface Gathering {
  cork(): void;
  uncork(): void;
}

/**
 * Sends what goes ahead together with the next statement, without waiting for its answer. Whoever waits for a later
 * one learns of its failure: PostgreSQL refuses all that follows in the transaction, and answers its commit with a
 * rollback.
 */
export function sendingAhead(send: Query, socket: Gathering): Query {
  let underway: Promise<Answer>[] = [];
  let gathering = false;
  const sendNow: Query = (text, values) => {
    try {
      return send(text, values);
    } finally {
      if (gathering) socket.uncork();
      gathering = false;
    }
  };
  return async (text, values) => {
    if (goesAhead(text)) {
      if (!gathering) socket.cork();
      gathering = true;
      const answer = send(text, values);
      answer.catch(() => undefined);
      underway.push(answer);
      return NOTHING;
    }
    const answer = sendNow(text, values);
    const before = underway;
    underway = [];
    if (text === "rollback") await Promise.allSettled(before);
    else if (before.length > 0) await Promise.all([...before, answer]);
    return told(text, await answer);
  };
}

function told(text: string, answer: Answer): Answer {
  if (text === "commit" && answer.command !== "COMMIT")
    throw new Error("the transaction was undone");
  return answer;
}
