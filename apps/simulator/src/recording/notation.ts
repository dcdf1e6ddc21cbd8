import type { Moment } from "../game/moments.ts";

/** What the network did with what the board sent then. */
export type Mishap = "lost" | "sent_again" | "sent_three_times" | "overtaken";

/** Something that happened at a table, in milliseconds since it was first watched. */
export interface Happening {
  atMs: number;
  moment: Moment;
  mishap: Mishap | null;
}

const MOMENTS: Record<string, Moment> = {
  K: { type: "kick_off" },
  R: { type: "goal", side: "red" },
  B: { type: "goal", side: "blue" },
};
const MISHAPS: Record<string, Mishap> = {
  "-": "lost",
  "+": "sent_again",
  "*": "sent_three_times",
  "~": "overtaken",
};

/**
 * Reads `K0 R12 B30.5-`: kick-off at once, goals of red and blue at those seconds, the second one lost by the
 * network (`-`), sent again (`+`), sent three times (`*`) or once more after the next one (`~`).
 */
export function happeningsOf(text: string): Happening[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [, what = "", second = "", mark = ""] = /^([KRB])([\d.]+)([-+*~]?)$/.exec(word) ?? [];
      const moment = MOMENTS[what];
      if (moment === undefined) throw new Error(`cannot read ${word}`);
      return { atMs: Number(second) * 1_000, moment, mishap: MISHAPS[mark] ?? null };
    });
}
