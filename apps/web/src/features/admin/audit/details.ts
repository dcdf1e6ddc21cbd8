import type { AuditChange, AuditEntry } from "@babyfoot/contract";
import type { Format } from "../../../shared/i18n/format.ts";
import type { adminMessages } from "../messages.ts";
import type { AuditTexts } from "./messages.ts";

type AdminTexts = (typeof adminMessages)["fr"];

interface Words {
  texts: AuditTexts;
  admin: AdminTexts;
  format: Format;
}

const isInstant = (value: string): boolean => /^\d{4}-\d\d-\d\dT.*Z$/.test(value);

/** What more there is to say of an entry, a line each. */
export function detailLines({ details }: AuditEntry, words: Words): string[] {
  const { texts, format } = words;
  const ofClosure = ({ from, to, reason }: { from: string; to: string; reason: string }) => ({
    ...{ from: format.dateTime(from), to: format.dateTime(to), reason },
  });
  const ofDay = ({ date, reason }: { date: string; reason: string }) => ({
    day: format.day(`${date}T12:00:00.000Z`),
    reason,
  });
  return [
    ...(details.changes ?? []).map((change) => changeLine(change, words)),
    ...(details.closuresAdded ?? []).map((one) => texts.closureAdded(ofClosure(one))),
    ...(details.closuresRemoved ?? []).map((one) => texts.closureRemoved(ofClosure(one))),
    ...(details.exceptionsAdded ?? []).map((one) => texts.exceptionAdded(ofDay(one))),
    ...(details.exceptionsRemoved ?? []).map((one) => texts.exceptionRemoved(ofDay(one))),
    ...(details.reason === undefined ? [] : [texts.reason({ reason: details.reason })]),
  ];
}

function changeLine({ field, before, after }: AuditChange, words: Words): string {
  const value = (one: AuditChange["before"]) => valueText(one, field, words);
  return words.texts.change({
    field: fieldText(field, words),
    before: value(before),
    after: value(after),
  });
}

/** Hours and rules are named as where they are set. */
function fieldText(field: string, { texts, admin }: Words): string {
  const last = field.split(".").at(-1) ?? field;
  const name = field.includes(".")
    ? Object.entries(admin).find(([key]) => key === last)?.[1]
    : Object.entries(texts).find(([key]) => key === last)?.[1];
  return typeof name === "string" ? name : field;
}

function valueText(
  value: AuditChange["before"],
  field: string,
  { texts, admin, format }: Words,
): string {
  if (value === null || value === "") return texts.nothing;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (typeof value === "string" && isInstant(value)) return format.dateTime(value);
  if (field === "role" && (value === "player" || value === "staff" || value === "admin"))
    return admin[value];
  return `${value}`;
}
