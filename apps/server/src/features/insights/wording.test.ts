import { describe, expect, it } from "vitest";
import { sentencesIn } from "./languages.ts";

const [fr, en] = [sentencesIn("fr"), sentencesIn("en")];
const person = (displayName: string, rank: number, goals: number, games = 12) => ({
  ...{ rank, tied: false, playerId: displayName, displayName, games, goals },
  goalsPerGame: goals / games,
});
const flat = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("[I15] an insight's sentence", () => {
  it("names who leads, and minds one and many", () => {
    expect(fr.topScorers({ games: 1, items: [person("Léa", 1, 1, 1)] })).toBe(
      "Léa marque le plus : 1 but en 1 partie.",
    );
    expect(flat(fr.topScorers({ games: 9, items: [person("Léa", 1, 1214, 120)] }))).toBe(
      "Léa marque le plus : 1 214 buts en 120 parties.",
    );
    expect(en.topScorers({ games: 1, items: [person("Léa", 1, 1, 1)] })).toBe(
      "Léa scores most: 1 goal in 1 game.",
    );
  });

  it("says that those who share the lead are tied, however many", () => {
    const tied = (...names: string[]) => names.map((name) => person(name, 1, 7));
    const next = person("Zoé", 6, 2);
    expect(fr.topScorers({ games: 9, items: [...tied("Léa", "Hugo"), next] })).toBe(
      "Léa et Hugo sont à égalité en tête, avec 7 buts chacun.",
    );
    expect(en.topScorers({ games: 9, items: tied("A", "B", "C", "D", "E") })).toBe(
      "A, B and 3 others are tied for the lead, with 7 goals each.",
    );
  });

  const sides = (wins: number, decided: number, pValue: number) => ({
    ...{ games: decided, decided },
    red: { wins, share: wins / decided, goals: 0 },
    interval: { low: 0.4, high: 0.6, level: 0.95 },
    test: {
      ...{ name: "exact_binomial" as const, statistic: null, degreesOfFreedom: null },
      ...{ pValue, differs: pValue < 0.05 },
    },
  });

  it("says in plain words how often chance alone shows as much", () => {
    expect(flat(fr.sideInfluence(sides(52, 100, 0.38)))).toBe(
      "Rouge gagne 52 % des 100 parties décidées (sans doute entre 40 % et 60 %). Rien ne dit que le côté compte : une différence pareille arrive par hasard 4 fois sur 10.",
    );
    expect(en.sideInfluence(sides(40, 100, 0.012))).toContain(
      "in favour of blue: chance alone would show such a difference 1 time in 100.",
    );
    expect(flat(fr.sideInfluence(sides(80, 100, 0.00001)))).toContain("moins d’une fois sur 1 000");
    expect(fr.sideInfluence(sides(50, 100, 1))).toContain("presque à chaque fois");
    expect(fr.sideInfluence(sides(1, 1, 1))).toContain("de la seule partie décidée");
  });

  it("calls days that are equally busy tied", () => {
    const day = (weekday: number, expected: number) => ({
      ...{ weekday, expected, date: `2026-11-2${weekday}`, low: 2, high: 8 },
    });
    expect(fr.demandForecast({ games: 90, days: [day(1, 5.1), day(4, 4.9)], past: null })).toBe(
      "Les jours les plus chargés devraient être, à égalité, le lundi et le jeudi, avec environ 5 parties (entre 2 et 8).",
    );
    expect(en.demandForecast({ games: 90, days: [day(1, 5.1), day(4, 7)], past: null })).toBe(
      "The busiest day should be Thursday, with about 7 games (between 2 and 8).",
    );
  });

  it("says what cannot be answered", () => {
    const nothing = { games: 9, hours: [], weekdays: [], test: null };
    expect(fr.peakHours(nothing)).toContain("Aucune partie n’a d’heure");
    expect(en.peakHours(nothing)).toContain("No game has a time of day");
    expect(fr.topDefenders({ games: 9, items: [], inDefence: [] })).toContain(
      "Personne n’a compté",
    );
    expect(fr.demandForecast({ games: 0, days: [], past: null })).toContain("trop peu joué");
    for (const say of [fr, en])
      expect(say.records({ games: 0, items: [] })).toBe(say.topScorers({ games: 0, items: [] }));
  });
});
