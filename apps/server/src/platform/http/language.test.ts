import { describe, expect, it } from "vitest";
import { languageOf } from "./language.ts";

describe("[R22] the language of a new player", () => {
  it.each([
    [undefined, "fr"],
    ["", "fr"],
    ["en-GB,en;q=0.9", "en"],
    ["de-DE,de;q=0.9,en;q=0.5,fr;q=0.3", "en"],
    ["en;q=0.4, fr-FR;q=0.8", "fr"],
    ["es", "fr"],
    [";;q=,,", "fr"],
  ])("of the header %j is %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
