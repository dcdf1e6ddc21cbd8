import type { MatchFormat } from "../../index.ts";

export interface LegalScores {
  /** Scores at which the set goes on, as `red-blue`. */
  readonly open: ReadonlySet<string>;
  /** Scores at which it ends. */
  readonly ended: ReadonlySet<string>;
}

/**
 * The oracle: every score that a set can show, found by playing all orders of single goals up to a
 * limit from a score that is open, and stopping where the format says that the set is over. It
 * shares nothing with the rules.
 */
export function legalScores(
  format: MatchFormat,
  setNumber: number,
  limit: number,
  from: readonly [number, number] = [0, 0],
): LegalScores {
  const open = new Set<string>();
  const ended = new Set<string>();
  const waiting: [number, number][] = [[...from]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [red, blue] = next;
    const name = `${red}-${blue}`;
    if (open.has(name) || ended.has(name) || red > limit || blue > limit) continue;
    if (hasEnded(format, setNumber, red, blue)) {
      ended.add(name);
      continue;
    }
    open.add(name);
    waiting.push([red + 1, blue], [red, blue + 1]);
  }
  return { open, ended };
}

function hasEnded(format: MatchFormat, setNumber: number, red: number, blue: number): boolean {
  if (format.drawAt !== null && red === format.drawAt && blue === format.drawAt) return true;
  if (format.maxGoals !== null && (red === format.maxGoals || blue === format.maxGoals))
    return true;
  const lastSet = setNumber === format.sets;
  const lead = format.winByIn === "last_set" && !lastSet ? 1 : format.winBy;
  const redWon = red >= format.goalsToWin && red - blue >= lead;
  const blueWon = blue >= format.goalsToWin && blue - red >= lead;
  return redWon || blueWon;
}
