import { describe, expect, it } from "vitest";
import { type Catalogue, catalogue, type Messages, plural } from "./catalogue.ts";

const modules = import.meta.glob<Record<string, unknown>>("../../**/messages.ts", { eager: true });

function isCatalogue(value: unknown): value is Catalogue<Messages> {
  return typeof value === "object" && value !== null && "fr" in value && "en" in value;
}

const catalogues = Object.entries(modules).flatMap(([path, module]) =>
  Object.values(module)
    .filter(isCatalogue)
    .map((found) => ({ path: path.replace("../../", ""), ...found })),
);

/** Calls a message with values that remember which of them were read. */
function said(message: Messages[string]): { text: string; read: string[] } {
  if (typeof message === "string") return { text: message, read: [] };
  const read = new Set<string>();
  const values = new Proxy({}, { get: (_target, name) => read.add(String(name)) && "2" });
  return { text: message(values), read: [...read].sort() };
}

it("finds the catalogues of the features", () => {
  expect(catalogues.length).toBeGreaterThanOrEqual(10);
});

describe.each(catalogues)("the texts of $path", ({ fr, en }) => {
  it("are the same ones in French and English", () => {
    expect(new Set(Object.keys(en))).toEqual(new Set(Object.keys(fr)));
  });

  it.each(Object.keys(fr))("%s says something, with the same values, in both", (name) => {
    const french = said(fr[name] ?? "");
    const english = said(en[name] ?? "");
    expect(french.text.trim()).not.toBe("");
    expect(english.text.trim()).not.toBe("");
    expect(english.read).toEqual(french.read);
  });

  it("have French spaces and apostrophes", () => {
    for (const message of Object.values(fr)) {
      expect(said(message).text).not.toMatch(/ [?!;:»]|« |[a-zéà]'[a-zéà]|\.\.\./i);
    }
  });
});

it("puts no-break spaces into French texts and leaves English ones alone", () => {
  const texts = catalogue({
    fr: { question: "Prêt ?", count: (p: { n: number }) => `Reste : ${p.n}` },
    en: { question: "Ready ?", count: (p) => `Left: ${p.n}` },
  });
  expect(texts.fr.question).toBe("Prêt\u202f?");
  expect(texts.fr.count({ n: 3 })).toBe("Reste\u00a0: 3");
  expect(texts.en.question).toBe("Ready ?");
});

it("counts nothing as one in French and as several in English", () => {
  const forms = { one: "one", other: "other" };
  expect([0, 1, 2].map((count) => plural("fr", count, forms))).toEqual(["one", "one", "other"]);
  expect([0, 1, 2].map((count) => plural("en", count, forms))).toEqual(["other", "one", "other"]);
});
