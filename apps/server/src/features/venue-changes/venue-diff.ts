import type { AuditDetails, Venue } from "@babyfoot/contract";
import { changesBetween } from "../audit/audit.service.ts";

type Hours = Venue["openingHours"]["monday"];

const hoursText = (hours: Hours): string => hours.map(([from, to]) => `${from}–${to}`).join(", ");

const DAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** What of a venue has one value a field; hours as they are read. */
function plainFields({ name, timeZone, openingHours, policy }: Venue) {
  const { noShowSuspension, ...rules } = policy;
  const named = (prefix: string, values: object) =>
    Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]);
  const hours = DAYS.map((day) => [day, hoursText(openingHours[day])]);
  return Object.fromEntries([
    ["name", name],
    ["timeZone", timeZone],
    ...named("openingHours", Object.fromEntries(hours)),
    ...named("policy", rules),
    ...named("policy.noShowSuspension", noShowSuspension),
  ]);
}

/** Those of some that are not among others. */
function without<T>(some: readonly T[], others: readonly T[]): T[] {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return some.filter((one) => !known.has(JSON.stringify(one)));
}

/** What a change of a venue has changed, field by field. */
export const venueDiff = (before: Venue, after: Venue) =>
  ({
    changes: changesBetween(plainFields(before), plainFields(after)),
    closuresAdded: without(after.closures, before.closures),
    closuresRemoved: without(before.closures, after.closures),
    exceptionsAdded: without(after.exceptions, before.exceptions),
    exceptionsRemoved: without(before.exceptions, after.exceptions),
  }) satisfies AuditDetails;

/** Whether anything has changed at all. */
export const isChange = (changes: ReturnType<typeof venueDiff>): boolean =>
  Object.values(changes).some((list) => list.length > 0);
