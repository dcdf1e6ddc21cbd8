import type { CleanLine, Side } from "../clean/row.ts";
import type { Finding } from "../report/finding.ts";

/** A line, and whether its side is written as few rows of the file write it. */
export interface SidedLine {
  readonly line: CleanLine;
  readonly hasUnusualSide: boolean;
}

const other = (side: Side): Side => (side === "red" ? "blue" : "red");

/**
 * Of three against one, puts the one of the three on the other side whose side alone is written unusually. It leans on
 * how one kind of file came about, so nobody does it unasked.
 */
export function repairSides(sided: readonly SidedLine[]): {
  lines: CleanLine[];
  findings: Finding[];
} {
  const lines = sided.map(({ line }) => line);
  const many = (["red", "blue"] as const).find(
    (side) =>
      lines.filter(({ team }) => team === side).length === 3 &&
      lines.filter(({ team }) => team === other(side)).length === 1,
  );
  if (many === undefined) return { lines, findings: [] };
  const [odd, ...more] = sided.filter(
    ({ line, hasUnusualSide }) => line.team === many && hasUnusualSide,
  );
  if (odd === undefined || more.length > 0) return { lines, findings: [] };
  const { gameId, playerId } = odd.line;
  const repaired: CleanLine = {
    ...odd.line,
    team: other(many),
    guessed: [...odd.line.guessed, "team"],
  };
  const finding: Finding = {
    kind: "side_repaired",
    row: null,
    gameId,
    playerId,
    column: "team",
    raw: many,
    value: other(many),
    certainty: "guessed",
    rule: "side.repaired",
  };
  return { lines: lines.map((line) => (line === odd.line ? repaired : line)), findings: [finding] };
}
