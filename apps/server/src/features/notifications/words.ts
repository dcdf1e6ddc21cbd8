import {
  type Locale,
  noticeKindSchema,
  type VenueEvent,
  venueEventSchema,
} from "@babyfoot/contract";
import { frenchSpacing } from "../../platform/typography.ts";
import { noticeDataSchema } from "./notice.ts";
import {
  FAULTS,
  type Facts,
  OF_VENUE,
  OTHER_WORDS,
  PERSONAL,
  type Words,
} from "./notifications.messages.ts";

/** A stored notice with the names that its words need, as they are now. */
export interface Stored {
  kind: string;
  data: unknown;
  by_name: string | null;
  venue_name: string | null;
  time_zone: string | null;
}

const LANGUAGES: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };
const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format costs a thousand times what using it does. */
function formatted(
  at: string | undefined,
  { locale, timeZone }: { locale: Locale; timeZone: string },
  part: "day" | "time",
): string {
  if (at === undefined) return "";
  const key = `${locale} ${timeZone} ${part}`;
  let format = formats.get(key);
  if (format === undefined) {
    const options: Intl.DateTimeFormatOptions =
      part === "day"
        ? { weekday: "long", day: "numeric", month: "long" }
        : { hour: "2-digit", minute: "2-digit" };
    format = new Intl.DateTimeFormat(LANGUAGES[locale], { ...options, timeZone });
    formats.set(key, format);
  }
  return format.format(new Date(at));
}

function factsOf({ data, by_name, venue_name, time_zone }: Stored, locale: Locale): Facts {
  const given = noticeDataSchema.parse(data);
  const place = { locale, timeZone: time_zone ?? "UTC" };
  const [start, end, until] = [given.startsAt, given.endsAt, given.until].map((at) =>
    formatted(at, place, "time"),
  );
  return {
    table: given.table ?? "",
    when: `${formatted(given.startsAt, place, "day")}, ${start}–${end}`,
    start: start ?? "",
    by: by_name ?? OTHER_WORDS[locale].somebody,
    reason: given.reason ?? null,
    until: until ?? "",
    weeks: given.weeks ?? 1,
    accepted: given.answer === "accepted",
    askedAgain: given.askedAgain ?? false,
    retired: given.retired ?? false,
    channel: given.channel ?? "",
    venue: venue_name ?? "",
    fault: FAULTS[locale][given.fault ?? ""] ?? given.fault ?? "",
    words: given.words?.[locale] ?? { title: "", text: "" },
  };
}

const spaced = (text: string, locale: Locale): string =>
  locale === "fr" ? frenchSpacing(text) : text;

/** What a person reads of a notice. */
export function wordsOf(stored: Stored, locale: Locale): Words {
  const kind = noticeKindSchema.parse(stored.kind);
  const { title, text } = PERSONAL[locale][kind](factsOf(stored, locale));
  return { title: spaced(title, locale), text: spaced(text, locale) };
}

/** What a venue's channel reads of it; `safe` makes a name or text of people harmless there. */
export function venueTextOf(
  stored: Stored & { kind: string },
  locale: Locale,
  safe: (text: string) => string,
): string {
  const facts = factsOf(stored, locale);
  const kind: VenueEvent = venueEventSchema.parse(stored.kind);
  const text = OF_VENUE[locale][kind]({
    ...facts,
    by: safe(facts.by),
    table: safe(facts.table),
    reason: facts.reason === null ? null : safe(facts.reason),
    fault: safe(facts.fault),
  });
  return spaced(text, locale);
}
