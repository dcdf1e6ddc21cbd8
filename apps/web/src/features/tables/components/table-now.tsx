import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { ScoreAnnouncer } from "../../../shared/game/score-announcer.tsx";
import { Scoreboard } from "../../../shared/game/scoreboard.tsx";
import { TableTop } from "../../../shared/game/table-top.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { queueMessages } from "../../../shared/queue/messages.ts";
import { isTaken } from "../../../shared/queue/taken.ts";
import { WaitLink } from "../../../shared/queue/wait-link.tsx";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { tableMessages } from "../messages.ts";
import { StartMatch } from "./start-match.tsx";
import styles from "./table-now.module.css";

/** The table as it is now, with the one thing to do there. */
export function TableNow({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  const match = table.currentMatch;
  return (
    <div className={styles.now}>
      {match ? <Scoreboard match={match} size="large" /> : <Idle table={table} />}
      {match ? <ScoreAnnouncer match={match} /> : null}
      <SensorNote table={table} />
      <p className={styles.actions}>
        {match ? (
          <Link to={paths.match(match.id)} className={buttonClass("primary")}>
            {texts.follow}
          </Link>
        ) : (
          <StartMatch table={table} />
        )}
        <WaitHere table={table} />
        <BookLink table={table} />
        <Link to={paths.screen(table.code)} className={buttonClass("plain")}>
          {texts.screen}
        </Link>
      </p>
    </div>
  );
}

function Idle({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  const states = useMessages(gameMessages);
  const reservedUntil = useReservedUntil(table);
  const free = table.status === "free";
  const open = free || table.status === "reserved";
  return (
    <TableTop look={open ? "open" : "closed"}>
      <div className={styles.idle}>
        <p className={free ? styles.free : styles.state}>
          {free ? texts.free : states[table.status]}
        </p>
        <p>{reservedUntil ?? whatToDo(table, texts)}</p>
      </div>
    </TableTop>
  );
}

/** The line, while somebody else has the table. */
function WaitHere({ table }: { table: Table }) {
  const texts = useMessages(queueMessages);
  const { id, venueId } = table;
  if (!isTaken(table)) return null;
  return (
    <WaitLink
      venueId={venueId}
      tableId={id}
      label={texts.waitForThis}
      className={buttonClass("plain")}
    />
  );
}

/** The table's day, where it can be booked. */
function BookLink({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  if (table.status === "maintenance" || table.status === "retired") return null;
  return (
    <Link
      to={paths.book({ venue: table.venueId, table: table.id })}
      className={buttonClass("plain")}
    >
      {texts.book}
    </Link>
  );
}

/** For whom the table is held now. */
function useReservedUntil({ status, nextReservation: next, venueId }: Table): string | null {
  const texts = useMessages(tableMessages);
  const format = useFormat(useVenueTimeZone(venueId));
  if (status !== "reserved" || !next) return null;
  const time = format.time(next.endsAt);
  return texts.reservedUntil({ name: next.displayName ?? texts.somebody, time });
}

function whatToDo(table: Table, texts: (typeof tableMessages)["fr"]): string {
  switch (table.status) {
    case "free":
    case "playing":
      return table.sensor === "none" ? texts.freeNoSensorText : texts.freeText;
    case "reserved":
      return texts.reservedText;
    case "maintenance":
      return texts.maintenanceText;
    case "offline":
      return texts.offlineText;
    case "retired":
      return texts.retiredText;
    default:
      return table.status satisfies never;
  }
}

/** While a match is counted by a sensor that lags or is silent. */
function SensorNote({ table }: { table: Table }) {
  const texts = useMessages(gameMessages);
  if (table.currentMatch?.scoredBy !== "sensor") return null;
  if (table.sensor === "catching_up") return <p className={styles.note}>{texts.catchingUp}</p>;
  if (table.sensor === "offline") return <p className={styles.note}>{texts.sensorOffline}</p>;
  return null;
}
