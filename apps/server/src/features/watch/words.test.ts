import { ALERT_RULES, type AlertRule, type Locale } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { limitText, measuredText, thingsText } from "./measured.messages.ts";
import { RULES } from "./rules.ts";
import { storyWords, type Told } from "./story.messages.ts";
import { RULE_WORDS } from "./watch.messages.ts";

const LANGUAGES: readonly Locale[] = ["fr", "en"];
const thing = (name: string) => ({ id: name, name });
const fired = (rule: AlertRule, value: number | null, others: object = {}): Told => ({
  ...{ rule, value, event: "fired", telling: "first", things: [], joined: [] },
  ...others,
});
const textIn = (locale: Locale, told: Told) => storyWords(locale, told).text;

describe("the words of alarms", () => {
  it.each(ALERT_RULES)("%s says what is wrong and what to do first, in both languages", (rule) => {
    const story = fired(rule, RULES[rule].beyond);
    const [fr, en] = [storyWords("fr", story), storyWords("en", story)];
    expect(fr.title).not.toBe(en.title);
    for (const [words, { firstDo }] of [
      [fr, RULE_WORDS.fr[rule]],
      [en, RULE_WORDS.en[rule]],
    ] as const) {
      expect(words.title).not.toMatch(/\.$/);
      expect(words.text.endsWith(firstDo)).toBe(true);
      expect(words.text).not.toMatch(/undefined|null|NaN|Infinity/);
    }
  });

  it("[W24] tell the value as people write it, and none where it says no more", () => {
    const told = (rule: AlertRule, value: number | null) => textIn("en", fired(rule, value));
    const ofStorage = told("storage_free", 1.5 * 1024 ** 3);
    expect(ofStorage).toMatch(/^Measured: 1\.5\u00a0GiB \(alarm below 2\u00a0GiB\)\. Do first: /);
    expect(told("cpu", 0.934)).toMatch(/^Measured: 93\.4% \(alarm above 80%\)\. /);
    expect(told("backup_failed", 1)).toMatch(/^Do first: /);
    expect(told("replica_lag", Number.POSITIVE_INFINITY)).toMatch(/^Do first: /);
    expect(told("cpu", null)).toMatch(/^Do first: /);
  });

  it.each(LANGUAGES.flatMap((locale) => ALERT_RULES.map((rule) => [rule, locale] as const)))(
    "[W38] %s tells no value without its unit or word (%s)",
    (rule, locale) => {
      const isTruth = RULES[rule].unit === "truth";
      for (const value of [0, 1, 2, 1_234]) {
        const measured = measuredText(locale, rule, value);
        if (isTruth) expect(measured).toBeNull();
        else expect(measured).toMatch(/\d[\s\u202f]?(\p{L}|%)/u);
      }
      if (!isTruth) expect(limitText(locale, rule)).toMatch(/^(alarm|alarme) \D+\d.*(\p{L}|%)$/u);
    },
  );

  it("[W38] count one as one and more as more, none as each language does", () => {
    const sensors = (locale: Locale) =>
      [0, 1, 2].map((count) => measuredText(locale, "sensors_silent", count));
    expect(sensors("en")).toEqual([
      "0\u00a0silent sensors",
      "1\u00a0silent sensor",
      "2\u00a0silent sensors",
    ]);
    expect(sensors("fr")).toEqual([
      "0\u00a0capteur muet",
      "1\u00a0capteur muet",
      "2\u00a0capteurs muets",
    ]);
    expect(limitText("en", "sensors_silent")).toBe("alarm from 1\u00a0silent sensor");
    expect(limitText("fr", "export_failing")).toBe("alarme dès 3\u00a0nuits manquées");
  });

  it("[W38] say lengths of time in words", () => {
    const hours = (locale: Locale, value: number) => measuredText(locale, "backup_late", value);
    expect(hours("en", 27.01)).toBe("27\u00a0hours");
    expect(hours("fr", 27.9)).toBe("27\u00a0heures");
    expect(hours("en", 1.5)).toBe("1\u00a0hour 30\u00a0minutes");
    expect(hours("en", 60)).toBe("2.5\u00a0days");
    expect(measuredText("fr", "backup_late", 60)).toBe("2,5\u00a0jours");
    expect(measuredText("en", "wal_archiving", 121)).toBe("2\u00a0minutes 1\u00a0second");
    expect(measuredText("fr", "mail_failing", 905)).toBe("15\u00a0minutes");
    expect(measuredText("fr", "live_latency", 1_500)).toBe("1,5\u00a0seconde");
    expect(measuredText("en", "certificate", 0.08)).toBe("1\u00a0hour 55\u00a0minutes");
    expect(measuredText("en", "certificate", -2.5)).toBe("over for 2.5\u00a0days");
    expect(measuredText("fr", "certificate", -0.5)).toBe("terminé depuis 12\u00a0heures");
    expect(limitText("en", "backup_late")).toBe("alarm above 27\u00a0hours");
    expect(limitText("fr", "certificate")).toBe("alarme en dessous de 14\u00a0jours");
  });

  it("[W38] write numbers as French does, with its no-break spaces", () => {
    expect(measuredText("fr", "cpu", 0.934)).toMatch(/^93,4[\u00a0\u202f]%$/);
    expect(measuredText("fr", "storage_free", 1.5 * 1024 ** 3)).toBe("1,5\u00a0Gio");
    expect(measuredText("fr", "sensors_silent", 1_234)).toBe("1\u202f234\u00a0capteurs muets");
    const { title, text } = storyWords("fr", fired("outbox_age", 400, { telling: "again" }));
    expect(title).toBe("Toujours\u00a0: Des notifications attendent");
    expect(text).toContain("répond-il\u00a0?");
    expect(text).toContain("«\u00a0could not tell\u00a0»");
    expect(text).not.toMatch(/ [:;?!»]|« |\d /);
  });

  it("[W38] never write a disk that is nearly full as one with nothing", () => {
    expect(measuredText("en", "storage_free", 12 * 1024 ** 2)).toBe("12\u00a0MiB");
  });

  it("[W39] name the tables of silent sensors, three at most, each once", () => {
    const where = (locale: Locale, ...codes: string[]) =>
      thingsText(locale, "sensors_silent", codes.map(thing));
    expect(where("en")).toBeNull();
    expect(where("en", "T01", "T01")).toBe("table T01");
    expect(where("en", "T01", "T02", "T03")).toBe("tables T01, T02 and T03");
    expect(where("en", "T01", "T02", "T03", "T04")).toBe("tables T01, T02, T03 and 1\u00a0more");
    expect(where("fr", "T01", "T02")).toBe("tables T01 et T02");
    expect(where("fr", "T01", "T02", "T03", "T04", "T05")).toBe(
      "tables T01, T02, T03 et 2\u00a0autres",
    );
    const text = textIn("en", fired("sensors_silent", 2, { things: ["T01", "T02"].map(thing) }));
    expect(text).toMatch(
      /^Measured: 2\u00a0silent sensors \(alarm from 1\u00a0silent sensor\)\. Where: tables T01 and T02\. Do first: /,
    );
  });

  it("[W39] name repositories, certificates and machines too", () => {
    expect(thingsText("en", "backup_failed", [thing("offsite")])).toBe("repository offsite");
    expect(thingsText("en", "sensors_silent", [thing("database")])).toBe("table database");
    expect(thingsText("fr", "backup_late", ["local", "offsite"].map(thing))).toBe(
      "dépôts local et offsite",
    );
    expect(thingsText("fr", "certificate", [thing("public_url")])).toBe("ce site");
    expect(thingsText("en", "bus", [thing("web-1")])).toBe("machine web-1");
  });

  it("[W36] say first which have joined", () => {
    const [things, joined] = [["T01", "T02", "T03", "T04"].map(thing), [thing("T04")]];
    const story = fired("sensors_silent", 4, { telling: "more", things, joined });
    const { title, text } = storyWords("en", story);
    expect(title).toBe("More: Sensors have gone silent");
    expect(text).toMatch(
      /^New: table T04\. Measured: 4\u00a0silent sensors \(.*\)\. Where: tables T04, T01, T02 and 1\u00a0more\. /,
    );
    expect(storyWords("fr", story).title).toBe("En plus\u00a0: Des capteurs se taisent");
  });

  it("[W24] [W27] say when it lasts and when it is over", () => {
    const again = storyWords("en", fired("cpu", 0.9, { telling: "again" }));
    expect(again.title).toBe("Still: The processor is busy nearly all the time");
    const over = storyWords("en", { rule: "cpu", value: 0.5, event: "cleared" });
    expect(over.title).toBe("Over: The processor is busy nearly all the time");
  });
});
