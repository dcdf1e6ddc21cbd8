import type { AuditEntry } from "@babyfoot/contract";
import type { Format } from "../../../shared/i18n/format.ts";
import type { AuditTexts } from "./messages.ts";

interface Words {
  texts: AuditTexts;
  /** What each alarm is called. */
  alarms: Readonly<Record<string, string>>;
  format: Format;
  venueName: string | undefined;
}

/** What was done, as one would tell it. */
export function sentence(entry: AuditEntry, { texts, alarms, format, venueName }: Words): string {
  const { details, actor, player } = entry;
  const { label = "", count = 0, tableCode: table = "?", name = "?", startsAt } = details;
  const who = actor.displayName;
  const whose = player?.displayName ?? (label === "" ? texts.somebody : texts.theHouse({ label }));
  const when = startsAt === undefined ? "" : format.dateTime(startsAt);
  const alarmName = (rule: string) => alarms[rule] ?? rule;
  switch (entry.action) {
    case "reservation.changed":
      return texts.changedReservation({ who, whose, table, when });
    case "reservation.cancelled":
      return texts.cancelledReservation({ who, whose, table, when });
    case "series.booked":
      return texts.bookedSeries({ who, label, count });
    case "series.cancelled":
      return texts.cancelledSeries({ who, label, count });
    case "player.pardoned":
      return texts.pardoned({ who, whose });
    case "venue.changed":
      return texts.changedVenue({ who, venue: venueName ?? "?" });
    case "table.created":
      return texts.createdTable({ who, table });
    case "table.changed":
      return texts.changedTable({ who, table });
    case "table.retired":
      return texts.retiredTable({ who, table });
    case "table.removed":
      return texts.removedTable({ who, table });
    case "fault.changed":
      return texts.changedFault({ who, table });
    case "fault.resolved":
      return texts.resolvedFault({ who, table });
    case "device.created":
      return texts.createdDevice({ who, name, table });
    case "device.changed":
      return texts.changedDevice({ who, name, table });
    case "device.token_changed":
      return texts.rotatedDevice({ who, name, table });
    case "device.revoked":
      return texts.revokedDevice({ who, name, table });
    case "role.changed":
      return texts.changedRole({ who, whose });
    case "analyst_token.created":
      return texts.createdAnalystToken({ who, name });
    case "analyst_token.revoked":
      return texts.revokedAnalystToken({ who, name });
    case "import.begun":
      return texts.begunImport({ who, name });
    case "import.confirmed":
      return texts.confirmedImport({ who, name });
    case "import.cancelled":
      return texts.cancelledImport({ who, name });
    case "import.reverted":
      return texts.revertedImport({ who, name });
    case "alert.silenced":
      return texts.silencedAlarm({ who, alarm: alarmName(name) });
    case "alert.silence_ended":
      return texts.endedSilence({ who, alarm: alarmName(name) });
    default:
      return entry.action satisfies never;
  }
}
