import { ALERT_RULES } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { RULES } from "./rules.ts";
import { RULE_WORDS, storyWords } from "./watch.messages.ts";

describe("the words of alarms", () => {
  it.each(ALERT_RULES)("%s says what is wrong and what to do first, in both languages", (rule) => {
    const { beyond } = RULES[rule];
    const story = { rule, value: beyond, event: "fired", isAgain: false } as const;
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
    const told = (rule: (typeof ALERT_RULES)[number], value: number | null) =>
      storyWords("en", { rule, value, event: "fired", isAgain: false }).text;
    expect(told("storage_free", 1.5 * 1024 ** 3)).toMatch(
      /^Measured: 1.5 GiB \(alarm at 2 GiB\)\. /,
    );
    expect(told("cpu", 0.934)).toMatch(/^Measured: 93.4% \(alarm at 80%\)\. /);
    expect(told("backup_failed", 1)).toMatch(/^Do first: /);
    expect(told("replica_lag", Number.POSITIVE_INFINITY)).toMatch(/^Do first: /);
    expect(told("cpu", null)).toMatch(/^Do first: /);
  });

  it("[W24] [W27] say when it lasts and when it is over", () => {
    const cpu = { rule: "cpu", value: 0.9 } as const;
    const titleOf = (event: "fired" | "cleared", isAgain: boolean) =>
      storyWords("en", { ...cpu, event, isAgain }).title;
    expect(titleOf("fired", true)).toBe("Still: The processor is busy nearly all the time");
    expect(titleOf("cleared", true)).toBe("Over: The processor is busy nearly all the time");
  });
});
