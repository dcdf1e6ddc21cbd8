/** A reason in front of a statement that only looks as if it would break something. */
const EXEMPT = /--\s*compatible:\s*\S/;

/** What the release before, which runs on while this is applied, could not bear. */
const BREAKING: readonly (readonly [RegExp, string])[] = [
  [/^drop (table|view|materialized view|type|domain|schema|sequence)\b/, "drops what it may use"],
  [
    /^alter table\b.*\bdrop (column )?(?!constraint|not null|default|expression|identity)/,
    "drops a column",
  ],
  [/^alter\b.*\brename\b/, "renames what it may use"],
  [/^alter table\b.*\balter (column )?\S+ (set data )?type\b/, "changes a column's type"],
  [/^alter table\b.*\balter (column )?\S+ set not null\b/, "wants what it may not write"],
  [
    /^alter table\b.*\badd (column )?(?!constraint|check|unique|primary|foreign|exclude).*\bnot null\b(?!.*\b(default|generated)\b)/,
    "wants what it does not write",
  ],
  [/^(lock table|truncate)\b/, "keeps it waiting, or takes its data"],
];

const DROPPED_FUNCTION = /^drop (?:function|procedure) (?:if exists )?([\w.]+)/;

/** What of a migration the release before could not bear; nothing where it may run on meanwhile. */
export function breakagesIn(migration: string): string[] {
  const statements = statementsOf(migration);
  const made = statements.map(
    ({ text }) => /^create (?:or replace )?(?:function|procedure) ([\w.]+)/.exec(text)?.[1],
  );
  return statements.flatMap(({ text, exempt }) => {
    if (exempt) return [];
    const dropped = DROPPED_FUNCTION.exec(text)?.[1];
    const reasons = BREAKING.flatMap(([pattern, reason]) => (pattern.test(text) ? [reason] : []));
    if (dropped !== undefined && !made.includes(dropped)) reasons.push("drops what it may call");
    return reasons.map((reason) => `${reason}: ${text.slice(0, 80)}`);
  });
}

/** Statements on one line each, in small letters, without comments and without bodies of functions. */
function statementsOf(migration: string): { text: string; exempt: boolean }[] {
  return migration
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/'(?:[^']|'')*'/g, "''")
    .split(";")
    .map((statement) => ({
      exempt: EXEMPT.test(statement),
      text: statement.replace(/--.*$/gm, "").replace(/\s+/g, " ").trim().toLowerCase(),
    }))
    .filter(({ text }) => text !== "");
}
