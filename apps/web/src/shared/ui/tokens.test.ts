import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [day = "", night = ""] = css.split("@media (prefers-color-scheme: dark)");

function coloursIn(block: string): Record<string, string> {
  const found = [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name, value]));
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = "", other = ""): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const texts = [
  "ink",
  "ink-soft",
  "red-text",
  "blue-text",
  "baize-text",
  "brass-text",
  "danger-text",
];
const papers = ["paper", "paper-high", "paper-low"];
const fields = [
  ["chalk", "baize"],
  ["on-colour", "red"],
  ["on-colour", "blue"],
];

describe.each([
  ["by day", coloursIn(day)],
  ["at night", { ...coloursIn(day), ...coloursIn(night) }],
])("the colours %s", (_when, colours) => {
  it.each(texts.flatMap((text) => papers.map((paper) => [text, paper])))(
    "%s can be read on %s",
    (text, paper) => {
      expect(contrast(colours[text ?? ""], colours[paper ?? ""])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(fields)("%s can be read on %s", (text, field) => {
    expect(contrast(colours[text ?? ""], colours[field ?? ""])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(papers)("the bars of a picture are told from %s", (paper) => {
    expect(contrast(colours.bar, colours[paper])).toBeGreaterThanOrEqual(3);
  });

  it.each(papers)("the frame of a field is told from %s", (paper) => {
    expect(contrast(colours["line-strong"], colours[paper])).toBeGreaterThanOrEqual(3);
  });
});
