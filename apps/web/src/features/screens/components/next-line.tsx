import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { screenMessages } from "../messages.ts";

/** What is next at a table: who has reserved, who waits, or that it is free. */
export function NextLine({ table }: { table: Table }) {
  const texts = useMessages(screenMessages);
  const game = useMessages(gameMessages);
  const format = useFormat(useVenueTimeZone(table.venueId));
  const next = table.nextReservation;
  const words = next
    ? texts.nextAt({ name: next.displayName ?? texts.somebody, time: format.time(next.startsAt) })
    : table.waiting > 0
      ? game.waiting({ count: table.waiting })
      : texts.free;
  return (
    <p>
      <strong>{texts.next}</strong> {words}
    </p>
  );
}
