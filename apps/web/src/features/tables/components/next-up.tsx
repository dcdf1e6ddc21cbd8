import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { tableMessages } from "../messages.ts";
import styles from "./aside.module.css";

/** Who comes next at this table, or has it now. */
export function NextUp({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  const game = useMessages(gameMessages);
  const format = useFormat(useVenueTimeZone(table.venueId));
  const next = table.nextReservation;
  const hasBegun = next !== null && Date.parse(next.startsAt) <= Date.now();
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{hasBegun ? texts.current : texts.next}</h2>
      {next ? (
        <p>
          {texts.reservation({
            name: next.displayName ?? texts.somebody,
            from: format.time(next.startsAt),
            to: format.time(next.endsAt),
          })}
        </p>
      ) : null}
      {table.waiting > 0 ? <p>{game.waiting({ count: table.waiting })}</p> : null}
      {!next && table.waiting === 0 ? <p>{texts.nobodyNext}</p> : null}
    </section>
  );
}
