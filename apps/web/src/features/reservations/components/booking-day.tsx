import type { Reservation } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { navigate } from "../../../shared/navigation/location.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { useAllTaken } from "../../../shared/queue/taken.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { VenuePicker } from "../../../shared/venue/venue-picker.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import type { Day } from "../data/days.ts";
import { useSchedule } from "../data/schedule.ts";
import { firstFree, type ScheduledTable, timetableOf } from "../data/timetable.ts";
import type { BookingPlaceState } from "../data/use-booking-place.ts";
import { reservationMessages } from "../messages.ts";
import { Board } from "./board.tsx";
import styles from "./booking.module.css";
import { BookHeading, MoveHeading } from "./booking-heading.tsx";
import { DayPicker } from "./day-picker.tsx";
import { HouseRules } from "./house-rules.tsx";
import { SlotDialog } from "./slot-dialog.tsx";
import { StandingNote } from "./standing-note.tsx";

interface BookingDayProps {
  venues: Venue[];
  venue: Venue;
  days: Day[];
  day: Day;
  now: number;
  moving: Reservation | null;
  state: BookingPlaceState;
}

/** One day of a venue: what is free, and one's hand on it. */
export function BookingDay(props: BookingDayProps) {
  const { venues, venue, days, day, now, moving, state } = props;
  const { place, change } = state;
  const texts = useMessages(reservationMessages);
  const { data, isError, error, refetch } = useSchedule(venue.id, day.date);
  const allTaken = useAllTaken(venue.id);
  const only = data?.tables.find((table) => table.id === place.table);
  const timetable = data && timetableOf(data, now, only?.id);
  const free = timetable && firstFree(timetable, now);
  const pick = (table: ScheduledTable, startsAt: string) =>
    change({ venue: venue.id, date: day.date, on: table.id, at: startsAt });
  const heading = moving ? (
    <MoveHeading moving={moving} timeZone={venue.timeZone} />
  ) : (
    <BookHeading
      free={free}
      isFull={free === null && timetable !== undefined && timetable.times.length > 0}
      isToday={day.isToday}
      timeZone={venue.timeZone}
      waitAt={allTaken && day.isToday ? venue.id : null}
      onPick={pick}
    />
  );
  const asked = data?.tables.find((table) => table.id === place.on);
  return (
    <Page title={texts.title} heading={heading}>
      <StandingNote venue={venue} />
      <div className={styles.pickers}>
        {moving ? null : (
          <VenuePicker venues={venues} chosen={venue} onChange={(id) => change({ venue: id })} />
        )}
        <DayPicker
          days={days}
          chosen={day.date}
          timeZone={venue.timeZone}
          onChange={(date) => change({ date })}
        />
      </div>
      {only ? <OneTable table={only} onAll={() => change({ table: undefined })} /> : null}
      {isError && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!isError && !data ? <Skeleton height="24rem" /> : null}
      {data && timetable ? (
        <Board
          schedule={data}
          timetable={timetable}
          venue={venue}
          day={day}
          nextDay={days.find((other) => other.open && other.date > day.date)}
          now={now}
          moving={moving}
          onPick={pick}
          onDay={(date) => change({ date })}
        />
      ) : null}
      <HouseRules policy={venue.policy} />
      {asked && place.at ? (
        <SlotDialog
          asked={{ venue, table: asked, startsAt: place.at }}
          moving={moving}
          onClose={() => change({ on: undefined, at: undefined })}
          onDone={() =>
            moving ? navigate(paths.bookings) : change({ on: undefined, at: undefined })
          }
        />
      ) : null}
    </Page>
  );
}

interface OneTableProps {
  table: ScheduledTable;
  onAll: () => void;
}

/** Only the table one came from is shown; here is the way to the others. */
function OneTable({ table: { code }, onAll }: OneTableProps) {
  const texts = useMessages(reservationMessages);
  return (
    <p className={styles.one}>
      <span>{texts.oneTable({ code })}</span>
      <Button onClick={onAll}>{texts.allTables}</Button>
    </p>
  );
}
