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
  if (table.nextReservation) return <Held venueId={table.venueId} next={table.nextReservation} />;
  const waiting = table.waiting > 0 ? game.waiting({ count: table.waiting }) : texts.free;
  return <Line word={texts.next}>{waiting}</Line>;
}

interface HeldProps {
  venueId: string;
  next: NonNullable<Table["nextReservation"]>;
}

/** One that has begun says until when, one to come from when. */
function Held({ venueId, next: { displayName, startsAt, endsAt } }: HeldProps) {
  const texts = useMessages(screenMessages);
  const format = useFormat(useVenueTimeZone(venueId));
  const name = displayName ?? texts.somebody;
  if (Date.parse(startsAt) <= Date.now()) {
    const until = texts.reservedUntil({ name, time: format.time(endsAt) });
    return <Line word={texts.now}>{until}</Line>;
  }
  return <Line word={texts.next}>{texts.reservedFrom({ name, time: format.time(startsAt) })}</Line>;
}

function Line({ word, children }: { word: string; children: string }) {
  return (
    <p>
      <strong>{word}</strong> {children}
    </p>
  );
}
