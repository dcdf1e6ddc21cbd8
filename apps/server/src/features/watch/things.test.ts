import { describe, expect, it } from "vitest";
import { dueTelling, type Lasting, lastingThings } from "./things.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RULE = { forSeconds: 300 };
const at = (ms: number) => new Date(Date.parse("2026-03-10T12:00:00Z") + ms);
const thing = (id: string) => ({ id, name: id.toUpperCase() });

const since = (first: number, minute: number, id: string) => (minute >= first ? id : "");

interface Turn {
  /** Minutes since it fired. */
  minute: number;
  told: string;
}

/**
 * What is told, and of what that is new, while a rule fires: judged every 30 s, by which things are beyond in a minute.
 * It has fired, and was told of `a`.
 */
function tellings(beyond: (minute: number) => string, { minutes = 60, everyMs = 30_000 } = {}) {
  const found: Turn[] = [];
  let things: Lasting[] = [{ ...thing("a"), since: at(-5 * MINUTE) }];
  let toldOf = ["a"];
  let moreToldAt: Date | null = null;
  let judgedAt = at(0);
  for (let ms = everyMs; ms <= minutes * MINUTE; ms += everyMs) {
    const now = at(ms);
    const before = { things, judgedAt };
    things = lastingThings([...beyond(ms / MINUTE)].map(thing), { before, now });
    judgedAt = now;
    const episode = { told: 1, toldAt: at(0), toldOf };
    const { telling, joined } = dueTelling(RULE, { episode, things, moreToldAt, now });
    if (telling === null) continue;
    found.push({ minute: ms / MINUTE, told: `${telling} ${joined.map(({ id }) => id).join("")}` });
    toldOf = [...toldOf, ...things.map(({ id }) => id)];
    if (telling === "more") moreToldAt = now;
  }
  return found;
}

describe("what joins while an alarm fires", () => {
  it("[W36] is told of once it too has lasted the rule's time", () => {
    const told = tellings((minute) => (minute >= 10 ? "ab" : "a"));
    expect(told).toEqual([{ minute: 15, told: "more b" }]);
  });

  it("[W36] is told of by what it is, not by how many they are", () => {
    const told = tellings((minute) => (minute >= 10 ? "b" : "a"));
    expect(told).toEqual([{ minute: 15, told: "more b" }]);
  });

  it("[W36] is not told of where it does not last, nor where it was told of before in this firing", () => {
    expect(tellings((minute) => (minute % 5 === 0 ? "a" : "ab"))).toEqual([]);
    const toAndFro = (minute: number) => (minute % 15 < 7 ? "ab" : "a");
    expect(tellings(toAndFro, { minutes: 600 })).toEqual([{ minute: 5.5, told: "more b" }]);
    expect(tellings((minute) => (minute < 20 ? "" : "a"))).toEqual([]);
  });

  it("[W37] is told of at most once an hour, all that joined since then together", () => {
    const told = tellings(
      (minute) => `a${since(10, minute, "b")}${since(20, minute, "c")}${since(40, minute, "d")}`,
      { minutes: 200 },
    );
    expect(told).toEqual([
      { minute: 15, told: "more b" },
      { minute: 75, told: "more cd" },
    ]);
  });

  it("[W37] and is back before that hour is over is not told of", () => {
    const told = tellings(
      (minute) => `a${since(10, minute, "b")}${minute < 50 ? since(20, minute, "c") : ""}`,
      { minutes: 200 },
    );
    expect(told).toEqual([{ minute: 15, told: "more b" }]);
  });

  it("[W23] counts anew after a time in which nobody judged", () => {
    const told = tellings(() => "ab", { everyMs: 3 * MINUTE });
    expect(told).toEqual([]);
  });

  it("[W27] is among what is told again after a day", () => {
    const things = ["a", "b"].map((id) => ({ ...thing(id), since: at(23 * HOUR) }));
    const episode = { told: 2, toldAt: at(0), toldOf: ["a"] };
    const now = at(24 * HOUR);
    const due = dueTelling(RULE, { episode, things, moreToldAt: at(23.9 * HOUR), now });
    expect(due.telling).toBe("again");
    expect(due.joined.map(({ id }) => id)).toEqual(["b"]);
  });

  it("[W26] is not taken for new where a release that kept none has told of all", () => {
    const things = [{ ...thing("a"), since: at(-HOUR) }];
    const episode = { told: 1, toldAt: at(0), toldOf: [] };
    const due = dueTelling(RULE, { episode, things, moreToldAt: null, now: at(MINUTE) });
    expect(due.telling).toBeNull();
  });
});
