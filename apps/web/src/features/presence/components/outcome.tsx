import type { Table, TapAnswer } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive, useLiveTable } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { presenceMessages } from "../messages.ts";
import styles from "./outcome.module.css";

interface OutcomeProps {
  table: Table;
  answer: TapAnswer;
}

/** Whether the table is open, until when, and what to do next. */
export function Outcome({ table, answer }: OutcomeProps) {
  return answer.unlocked ? (
    <Opened table={table} answer={answer} />
  ) : (
    <Refused table={table} reason={answer.reason} />
  );
}

type Opening = Extract<TapAnswer, { unlocked: true }>;
type Refusal = Extract<TapAnswer, { unlocked: false }>;

function Opened({ table, answer }: { table: Table; answer: Opening }) {
  const texts = useMessages(presenceMessages);
  const format = useFormat(useVenueTimeZone(table.venueId));
  return (
    <div className={styles.outcome} role="status">
      <p className={classNames(styles.word, styles.open)}>{texts.open}</p>
      <p className={styles.text}>{texts[answer.reason]({ time: format.time(answer.until) })}</p>
      <Seats id={table.id} />
      <p className={styles.soft}>{texts.openText}</p>
      <Link to={paths.table(table.id)} className={buttonClass("primary")}>
        {texts.toTable}
      </Link>
    </div>
  );
}

/** Who has tapped in so far, as it changes. */
function Seats({ id }: { id: string }) {
  const sides = useMessages(gameMessages);
  useLive({ tableId: id });
  const seats = useLiveTable(id)?.seats ?? [];
  if (seats.length === 0) return null;
  return (
    <ul className={styles.seats}>
      {seats.map(({ side, displayName }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its number
        <li key={index} className={styles.seat}>
          <SideMark side={side} size="1.3em" />
          <span>{displayName}</span>
          <span className={styles.soft}>{sides[side]}</span>
        </li>
      ))}
    </ul>
  );
}

function Refused({ table, reason }: { table: Table; reason: Refusal["reason"] }) {
  const texts = useMessages(presenceMessages);
  return (
    <div className={styles.outcome} role="alert">
      <p className={styles.word}>{texts.refused}</p>
      <p className={styles.text}>{texts[reason]}</p>
      <Next table={table} reason={reason} />
    </div>
  );
}

/** What helps against each refusal. */
function Next({ table, reason }: { table: Table; reason: Refusal["reason"] }) {
  const texts = useMessages(presenceMessages);
  const look = buttonClass("primary");
  switch (reason) {
    case "player_busy":
      return (
        <Link to={paths.bookings} className={look}>
          {texts.toBookings}
        </Link>
      );
    case "closed":
    case "reserved_for_other":
    case "table_full":
      return (
        <Link to={paths.book({ table: table.id })} className={look}>
          {texts.bookIt}
        </Link>
      );
    case "unknown_card":
    case "maintenance":
    case "suspended":
      return (
        <Link to={paths.home} className={look}>
          {texts.toTables}
        </Link>
      );
    default:
      return reason satisfies never;
  }
}
