import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/states.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import { closureReason, type Day } from "../data/days.ts";
import { isElsewhere, isOpenTo } from "../data/moving.ts";
import type { DaySchedule, ScheduledTable, Timetable } from "../data/timetable.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./board.module.css";
import { SlotGrid } from "./slot-grid.tsx";

interface BoardProps {
  schedule: DaySchedule;
  timetable: Timetable;
  venue: Venue;
  day: Day;
  /** The next day on which somebody can play, if there is one. */
  nextDay: Day | undefined;
  now: number;
  moving: Reservation | null;
  onPick: (table: ScheduledTable, startsAt: string) => void;
  onDay: (date: string) => void;
}

/** The day's slots, or why there are none. */
export function Board(props: BoardProps) {
  const { schedule, timetable, venue, day, moving } = props;
  const texts = useMessages(reservationMessages);
  const format = useFormat(venue.timeZone);
  if (schedule.tables.length === 0) {
    return (
      <EmptyState title={texts.noTables}>
        <p>{texts.noTablesText}</p>
      </EmptyState>
    );
  }
  if (timetable.tables.length === 0) {
    const isOne = timetable.unavailable.length === 1;
    return <EmptyState title={isOne ? texts.tableUnavailable : texts.allUnavailable} />;
  }
  if (timetable.times.length === 0) return <NothingToday {...props} />;
  return (
    <div className={styles.board}>
      <SlotGrid
        timetable={timetable}
        timeZone={venue.timeZone}
        day={format.day(day.noon)}
        now={props.now}
        isOpen={(table, slot) => isOpenTo(moving, table, slot) && isElsewhere(moving, table, slot)}
        onPick={props.onPick}
      />
      <Legend timetable={timetable} />
    </div>
  );
}

function NothingToday({ venue, day, nextDay, onDay }: BoardProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(venue.timeZone);
  const reason = closureReason(venue, day);
  const isOver = day.isToday && reason === null && day.hasHours;
  return (
    <EmptyState title={isOver ? texts.dayOver : texts.closedAllDay}>
      {isOver ? <p>{texts.dayOverText}</p> : null}
      {reason === null ? null : <p>{reason}</p>}
      {nextDay ? (
        <Button look="primary" onClick={() => onDay(nextDay.date)}>
          {texts.nextDay({ day: format.day(nextDay.noon) })}
        </Button>
      ) : null}
    </EmptyState>
  );
}

/** What the bars mean. */
function Legend({ timetable }: { timetable: Timetable }) {
  const texts = useMessages(reservationMessages);
  const codes = timetable.unavailable.map((table) => table.code).join(", ");
  return (
    <div className={styles.legend}>
      <span className={styles.free}>{texts.free}</span>
      <span className={styles.reserved}>{texts.reserved}</span>
      <span className={styles.mine}>{texts.mine}</span>
      {codes === "" ? null : <span>{texts.unavailable({ codes })}</span>}
    </div>
  );
}
