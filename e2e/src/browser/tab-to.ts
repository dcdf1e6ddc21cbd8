import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const MOST_TABS = 60;

/** Presses Tab until the focus is there; what has the focus is always marked. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    const there = await wanted.evaluate((element) => element === document.activeElement);
    if (!there) continue;
    const outlines = await wanted.evaluate((element) =>
      [undefined, "::after"].map((part) => getComputedStyle(element, part).outlineStyle),
    );
    expect(outlines).toContain("solid");
    return;
  }
  throw new Error(`${MOST_TABS} tabs do not lead to ${wanted}`);
}
