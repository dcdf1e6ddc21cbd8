/** The lines of the alarms' runbook: what each means, and what to do first. */
export function runbookLines(markdown: string): Map<string, { means: string; first: string }> {
  const lines = markdown.matchAll(/^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$/gm);
  return new Map(
    [...lines].map(([, name = "", means = "", first = ""]) => [name, { means, first }]),
  );
}
