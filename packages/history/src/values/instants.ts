import { kept, refused, type Verdict } from "../certainty.ts";
import { type DateHabits, parseDate } from "./dates.ts";

const OURS = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** When something was recorded: a day, with its time of day where one is told; zones are not applied. */
export function parseInstant(text: string, habits: DateHabits): Verdict<string> {
  const day = OURS.exec(text)?.[1];
  const verdict = parseDate(text, { ...habits, hasTimes: true });
  if (day !== undefined && verdict.value !== null) return kept(text);
  return verdict.value === null ? refused("instant.unreadable") : verdict;
}
