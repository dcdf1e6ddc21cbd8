import axe from "axe-core";
import type { Page } from "playwright-core";
import { SIZES } from "./sizes.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const EVERYTHING: axe.RunOptions = { runOnly: { type: "tag", values: TAGS } };
/** The other scheme has the same elements in other colours. */
const COLOURS: axe.RunOptions = { runOnly: { type: "rule", values: ["color-contrast"] } };

const LOOKS = [
  { size: "phone", colorScheme: "light", rules: EVERYTHING },
  { size: "phone", colorScheme: "dark", rules: COLOURS },
  { size: "laptop", colorScheme: "dark", rules: EVERYTHING },
  { size: "laptop", colorScheme: "light", rules: COLOURS },
] as const;

/** What keeps somebody from using the page as it stands, at both sizes and in both schemes, in one line each. */
export async function obstaclesOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const { size, colorScheme, rules } of LOOKS) {
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ colorScheme });
    await settled(page);
    const wide = await excessWidthOf(page);
    if (wide > 0) found.push(`${size}: ${wide} px too wide`);
    found.push(...(await violations(page, rules)).map((one) => `${size}, ${colorScheme}: ${one}`));
  }
  return found;
}

/** Of those that axe calls serious or critical. */
const violations = (page: Page, rules: axe.RunOptions): Promise<string[]> =>
  page.evaluate(async (options) => {
    const result = await window.axe.run(document, options);
    return result.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
      );
  }, rules);

/** Colours and sizes may move to their new values. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });

const excessWidthOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
