import type { Locator, Page } from "playwright-core";

export interface Score {
  red: number;
  blue: number;
}

const ANY_SCORE = /^Rouge \d+, Bleu \d+$/;

/** Waits until the first score in a page, or in a part of one, is this. */
export async function showsScore(
  where: Page | Locator,
  { red, blue }: Score,
  withinMs = 10_000,
): Promise<void> {
  const board = where.getByRole("img", { name: ANY_SCORE }).first();
  const wanted = where.getByRole("img", { name: `Rouge ${red}, Bleu ${blue}`, exact: true });
  try {
    await board.and(wanted).waitFor({ timeout: withinMs });
  } catch {
    const names = await board.evaluateAll((found) => found.map((one) => one.ariaLabel));
    throw new Error(`expected Rouge ${red}, Bleu ${blue}, and the page shows ${names[0]}`);
  }
}

/** What happened in the match that a page shows, newest first. */
export const timelineOf = (page: Page): Locator =>
  page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Le fil du match" }) })
    .getByRole("listitem");

/** How many goals of each side the timeline shows that still stand. */
export async function goalsInTimeline(page: Page): Promise<Score> {
  const standing = timelineOf(page).filter({ hasNotText: "annulé" });
  const [red, blue] = await Promise.all([
    standing.filter({ hasText: "But Rouge" }).count(),
    standing.filter({ hasText: "But Bleu" }).count(),
  ]);
  return { red, blue };
}

/** The part of the home page, or of the hall's screen, that shows one table. */
export const tileOf = (page: Page, heading: string): Locator =>
  page
    .getByRole("article")
    .filter({ has: page.getByRole("heading", { name: new RegExp(`^${heading}\\b`) }) });
