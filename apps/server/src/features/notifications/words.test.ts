import { noticeKindSchema, venueEventSchema } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { venueTextOf, wordsOf } from "./words.ts";

const stored = (kind: string) => ({
  kind,
  data: {
    table: "Table 1",
    startsAt: "2026-11-28T12:00:00.000Z",
    endsAt: "2026-11-28T12:30:00.000Z",
    until: "2026-11-28T12:05:00.000Z",
    reason: "Travaux",
    channel: "Le mur",
    fault: "lost_ball",
    words: {
      fr: { title: "Le mur se tait", text: "À faire d’abord : le rebrancher ?" },
      en: { title: "Le mur is silent", text: "Do first: plug it in" },
    },
  },
  by_name: "Olga",
  venue_name: "Souk",
  time_zone: "Europe/Paris",
});

describe("the words of notices", () => {
  it.each(noticeKindSchema.options)("%s says something in both languages", (kind) => {
    const [fr, en] = [wordsOf(stored(kind), "fr"), wordsOf(stored(kind), "en")];
    for (const { title, text } of [fr, en]) {
      expect(title.length).toBeGreaterThan(5);
      expect(`${title} ${text}`).toMatch(/Table 1|Le mur/);
      expect(`${title} ${text}`).not.toMatch(/undefined|null|Invalid|NaN/);
    }
    expect(fr).not.toEqual(en);
    expect(`${fr.title} ${fr.text}`).not.toMatch(/ [?!;:»]|« /);
  });

  it.each(venueEventSchema.options)("%s says something to a venue's channels", (event) => {
    const same = (text: string) => text;
    const [fr, en] = (["fr", "en"] as const).map((one) => venueTextOf(stored(event), one, same));
    expect(fr).not.toBe(en);
    for (const text of [fr, en]) expect(text).toContain("Table 1");
  });

  it("the queue's are those of the place and the moment", () => {
    expect(wordsOf(stored("queue_offered"), "fr")).toEqual({
      title: "Une table pour toi",
      text: "Table 1 est à toi si tu la prends avant 13:05.",
    });
    expect(wordsOf({ ...stored("queue_next"), data: {} }, "en").text).toBe(
      "Nobody waits before you any more.",
    );
    expect(wordsOf(stored("queue_missed"), "en").text).toBe(
      "You did not take Table 1 in time: it goes to the next person.",
    );
  });
});
