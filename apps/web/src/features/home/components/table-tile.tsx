import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { Scoreboard } from "../../../shared/game/scoreboard.tsx";
import { TableTop } from "../../../shared/game/table-top.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLiveTable } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { queueMessages } from "../../../shared/queue/messages.ts";
import { isTaken } from "../../../shared/queue/taken.ts";
import { WaitLink } from "../../../shared/queue/wait-link.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { groupOf } from "../data/table-order.ts";
import { homeMessages } from "../messages.ts";
import styles from "./table-tile.module.css";

/** One table of the hall as it is now. */
export function TableTile({ id }: { id: string }) {
  const table = useLiveTable(id);
  if (!table) return null;
  const group = groupOf(table);
  return (
    <article className={classNames(styles.tile, group === "live" && styles.live)}>
      <h2 className={styles.heading}>
        <Link to={paths.table(id)} className={styles.link}>
          <span className={styles.code}>{table.code}</span>{" "}
          <span className={styles.name}>{table.name}</span>
        </Link>
      </h2>
      {table.currentMatch ? (
        <Scoreboard match={table.currentMatch} size="tile" />
      ) : (
        <IdleTable table={table} />
      )}
      {isTaken(table) ? <WaitHere table={table} /> : null}
    </article>
  );
}

function WaitHere({ table: { id, venueId, code } }: { table: Table }) {
  const texts = useMessages(queueMessages);
  return (
    <p className={styles.wait}>
      <WaitLink
        venueId={venueId}
        tableId={id}
        label={texts.wait}
        code={code}
        className={styles.waitLink}
        isOneOfMany
      />
    </p>
  );
}

function IdleTable({ table }: { table: Table }) {
  const states = useMessages(gameMessages);
  const usable = groupOf(table) === "free";
  return (
    <TableTop look={usable ? "open" : "closed"}>
      <div className={styles.idle}>
        <p className={classNames(styles.state, usable && styles[table.status])}>
          {states[table.status]}
        </p>
        <NextLine table={table} />
        {usable ? <BookLink table={table} /> : null}
      </div>
    </TableTop>
  );
}

function NextLine({ table }: { table: Table }) {
  const texts = useMessages(homeMessages);
  const states = useMessages(gameMessages);
  const format = useFormat(useVenueTimeZone(table.venueId));
  const next = table.nextReservation;
  if (table.waiting > 0) return <p>{states.waiting({ count: table.waiting })}</p>;
  if (!next) return table.status === "free" ? <p>{texts.comePlay}</p> : null;
  const { displayName: name } = next;
  if (table.status === "reserved") {
    const time = format.time(next.endsAt);
    return <p>{name ? texts.reservedUntil({ name, time }) : texts.heldUntil({ time })}</p>;
  }
  const time = format.time(next.startsAt);
  return <p>{name ? texts.reservedFor({ name, time }) : texts.reservedAt({ time })}</p>;
}

function BookLink({ table: { id, venueId, code } }: { table: Table }) {
  const texts = useMessages(homeMessages);
  return (
    <Link
      to={paths.book({ venue: venueId, table: id })}
      className={styles.book}
      aria-label={texts.bookThis({ code })}
    >
      {texts.book}
    </Link>
  );
}
