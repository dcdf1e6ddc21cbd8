const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu;
/** Card numbers, hashes, tokens in hexadecimal. */
const HEXADECIMAL = /(?<![-\w])[0-9a-f]{14,}(?![-\w])/gi;

/** A sentence of somebody's program without what names a person in it: addresses of mail, numbers of cards, tokens. */
export const withoutPersons = (text: string): string =>
  text.replace(MAIL, "[mail]").replace(HEXADECIMAL, "[number]");

/** What PostgreSQL quotes after a colon is what somebody has sent. */
const QUOTED_BY_POSTGRES = /: ".*"/su;

const PLAIN = ["code", "severity", "constraint", "table", "column", "syscall", "responseCode"];
const DEEPEST = 3;

/**
 * What is logged of an error: what it is and where it came from. Fields are chosen, since errors carry what was at hand:
 * PostgreSQL's rows and keys, the mail server's recipients.
 */
export function errorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const own = new Map<string, unknown>(Object.entries(error));
  const chosen = PLAIN.flatMap((name) => {
    const value = own.get(name);
    return typeof value === "string" || typeof value === "number" ? [[name, value]] : [];
  });
  const causes = depth < DEEPEST && error.cause !== undefined;
  return {
    type: error.name,
    message: messageOf(error),
    stack: stackOf(error),
    ...Object.fromEntries(chosen),
    ...(causes && { cause: errorFields(error.cause, depth + 1) }),
  };
}

const messageOf = (error: Error): string =>
  withoutPersons(
    "severity" in error ? error.message.replace(QUOTED_BY_POSTGRES, ': "…"') : error.message,
  );

/** The places alone: a stack begins with the message. */
const stackOf = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
