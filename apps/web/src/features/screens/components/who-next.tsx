import type { Table } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useReadAgain } from "../../../shared/live/use-read-again.ts";
import { useLine } from "../../../shared/queue/use-line.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { nextAt } from "../data/next-at.ts";
import { screenMessages } from "../messages.ts";
import { NextLine } from "./next-line.tsx";
import styles from "./who-next.module.css";

/** What is next at a table; where somebody waits, who. */
export function WhoNext({ table }: { table: Table }) {
  const mayBeOffered = table.status === "reserved" && table.nextReservation !== null;
  if (table.waiting > 0 || mayBeOffered) return <FromLine table={table} />;
  return <NextLine table={table} />;
}

function FromLine({ table }: { table: Table }) {
  const texts = useMessages(screenMessages);
  const format = useFormat(useVenueTimeZone(table.venueId));
  const line = useLine(table.venueId);
  // A screen of one table hears of the line by what its table shows of it.
  useReadAgain(table.version, line.refetch);
  const { offer, next } = nextAt(table.id, line.data?.items ?? []);
  if (offer) {
    const { name, offeredUntil } = offer;
    return <p>{texts.offeredUntil({ name, time: format.time(offeredUntil) })}</p>;
  }
  if (next === null) return <NextLine table={table} />;
  const { nextReservation: held } = table;
  const isHeldNow = held !== null && Date.parse(held.startsAt) <= Date.now();
  return (
    <div className={styles.lines}>
      {isHeldNow ? <NextLine table={table} /> : null}
      <p>
        <strong>{texts.next}</strong> {texts.nextOf({ name: next, count: table.waiting })}
      </p>
    </div>
  );
}
