import { describe, expect, it } from "vitest";
import { queueMessages, waitText } from "./messages.ts";
import { expectedAt, roundedWait } from "./wait.ts";

const { fr, en } = queueMessages;
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("an expected wait", () => {
  it.each([
    [0, "tout de suite", "right away"],
    [1, "moins d’une minute", "less than a minute"],
    [59, "moins d’une minute", "less than a minute"],
    [60, "environ 1 min", "about 1 min"],
    [290, "environ 5 min", "about 5 min"],
    [12 * 60 + 20, "environ 12 min", "about 12 min"],
    [17 * 60, "environ 15 min", "about 15 min"],
    [25 * 60 + 59, "environ 25 min", "about 25 min"],
    [59 * 60, "environ une heure", "about an hour"],
    [60 * 60, "environ une heure", "about an hour"],
    [60 * 60 + 1, "plus d’une heure", "more than an hour"],
    [null, "pas de table en vue", "no table in sight"],
  ])("[Q7] of %s s promises no seconds: %s", (seconds, french, english) => {
    expect(plain(waitText(fr, roundedWait(seconds)))).toBe(french);
    expect(waitText(en, roundedWait(seconds))).toBe(english);
  });

  it("never grows shorter as it grows longer", () => {
    const minutes = Array.from({ length: 3600 }, (_, second) => {
      const wait = roundedWait(second + 1);
      return wait.kind === "minutes" ? wait.minutes : wait.kind === "hour" ? 60 : 0;
    });
    expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
  });
});

describe("the clock time of one's turn", () => {
  const now = Date.parse("2026-11-23T12:31:20.000Z");

  it.each([
    [9 * 60, "2026-11-23T12:40:00.000Z"],
    [0, "2026-11-23T12:31:00.000Z"],
    [22 * 60, "2026-11-23T12:55:00.000Z"],
  ])("in %d s is no finer than the wait: %s", (seconds, instant) => {
    expect(expectedAt(seconds, now)).toBe(instant);
  });

  it("is not given where nobody can tell", () => {
    expect(expectedAt(null, now)).toBeNull();
  });
});
