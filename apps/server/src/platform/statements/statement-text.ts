const LONGEST = 2_000;
const READS_OR_WRITES = /^\s*(?:\/\*.*?\*\/\s*)?(select|insert|update|delete|merge|with|values)\b/i;

/** Whether PostgreSQL has a plan for it. */
export const isPlanned = (text: string): boolean => READS_OR_WRITES.test(text);

/** The first word, e.g. `select`; the lower-case name of what it does. */
export const verbOf = (text: string): string =>
  (/[a-z]+/i.exec(text.replace(/\/\*.*?\*\//, ""))?.[0] ?? "").toLowerCase();

const LITERAL = /'(?:[^']|'')*'/g;
const PARAMETER = /\$\d/;

/** Without parameters, what is quoted may be anything; with them the text is one of ours, and the same for everybody. */
export const withoutValues = (text: string, told: string): string =>
  PARAMETER.test(text) ? told : told.replace(LITERAL, "'…'");

/**
 * A statement as it may be told: on one line, without values. Anything but reads and writes, e.g. a password that is
 * set, is told by its verb alone.
 */
export function toldStatement(text: string): string {
  if (!isPlanned(text)) return verbOf(text);
  const line = withoutValues(text, text.replace(/\s+/g, " ").trim());
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}
