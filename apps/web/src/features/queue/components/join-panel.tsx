import type { Table } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import type { QueuePlace } from "../../../shared/navigation/paths.ts";
import { waitIn } from "../../../shared/queue/queue.ts";
import { useLine } from "../../../shared/queue/use-line.ts";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { VenuePicker } from "../../../shared/venue/venue-picker.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import { joinableAt } from "../data/joinable.ts";
import { countBefore } from "../data/others.ts";
import { useVenueTables } from "../data/use-venue-tables.ts";
import { lineMessages } from "../messages.ts";
import { ClosedLine } from "./closed-line.tsx";
import { HappeningNote } from "./happening-note.tsx";
import { JoinActions } from "./join-actions.tsx";
import type { PanelProps } from "./panel-props.ts";
import { TableChoice } from "./table-choice.tsx";
import { WaitHeading } from "./wait-heading.tsx";

interface JoinPanelProps extends PanelProps {
  venues: Venue[];
  wish: QueuePlace;
  onWish: (wish: QueuePlace) => void;
}

const CLOCK_MS = 15_000;

/** What waiting would cost now, and the way into the line. */
export function JoinPanel({ venues, venue, wish, onWish, happening }: JoinPanelProps) {
  const texts = useMessages(lineMessages);
  const now = useNow(CLOCK_MS);
  const tables = useVenueTables(venue.id);
  const line = useLine(venue.id);
  const joinable = joinableAt(venue, now);
  const picker = (
    <VenuePicker venues={venues} chosen={venue} onChange={(id) => onWish({ venue: id })} />
  );
  const wanted = tables.find(({ id, status }) => id === wish.table && status !== "maintenance");
  if (!joinable.can) {
    return (
      <Page title={texts.title} heading={<h1>{texts.closed}</h1>}>
        <HappeningNote happening={happening} />
        {picker}
        <ClosedLine venue={venue} opening={joinable.opening} />
      </Page>
    );
  }
  if (!line.data) {
    return (
      <Page title={texts.title}>
        {picker}
        {line.isError ? (
          <ErrorState error={line.error} onRetry={() => void line.refetch()} />
        ) : (
          <Skeleton height="9rem" count={2} />
        )}
      </Page>
    );
  }
  const tableId = wanted?.id ?? null;
  const count = countBefore(line.data.items, { tableId });
  const before = count === 0 ? texts.nobodyBefore : texts.before({ count });
  const heading = isUsable(tables) ? (
    <WaitHeading seconds={waitIn(line.data, tableId)} before={before} />
  ) : (
    <h1>{texts.title}</h1>
  );
  return (
    <Page title={texts.title} heading={heading}>
      <HappeningNote happening={happening} />
      {picker}
      {isUsable(tables) ? (
        <JoinActions venue={venue} line={line.data} wanted={wanted} />
      ) : (
        <NothingToWaitFor tables={tables} />
      )}
      <TableChoice tables={tables} line={line.data} but={tableId} />
    </Page>
  );
}

const isUsable = (tables: readonly Table[]): boolean =>
  tables.some(({ status }) => status !== "maintenance");

function NothingToWaitFor({ tables }: { tables: readonly Table[] }) {
  const texts = useMessages(lineMessages);
  if (tables.length > 0) return <EmptyState title={texts.allInRepair} />;
  return (
    <EmptyState title={texts.noTables}>
      <p>{texts.noTablesText}</p>
    </EmptyState>
  );
}
