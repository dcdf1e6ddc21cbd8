import type { Table, Venue, Weekly, WeeklyAnswer } from "@babyfoot/contract";
import { type ReactNode, useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { Note, ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { fromLocal, toLocal } from "../../../shared/venue/zoned-time.ts";
import styles from "../admin.module.css";
import { TableChecks } from "../table-checks.tsx";
import { bookSeries } from "./bookings.ts";
import { bookingsMessages } from "./messages.ts";
import { SeriesOutcome } from "./series-outcome.tsx";
import { useBookingAction } from "./use-booking-action.ts";

type Wish = Omit<Weekly, "dryRun">;

const LONGEST_MINUTES = 480;
const HOUR_MS = 3_600_000;
const MOST_WEEKS = 53;

interface SeriesFormProps {
  venue: Venue;
  tables: readonly Table[];
}

/** First what would be booked, then the booking: nothing is taken unseen. */
export function SeriesForm({ venue, tables }: SeriesFormProps) {
  const texts = useMessages(bookingsMessages);
  const [wish, setWish] = useState<Wish>(() => firstWish(venue));
  const looking = useBookingAction<Weekly, WeeklyAnswer>({ act: bookSeries });
  const booking = useBookingAction<Weekly, WeeklyAnswer>({
    act: bookSeries,
    onDone: ({ items }) => {
      const count = items.filter(({ outcome }) => outcome === "booked").length;
      toast(texts.seriesDone({ count }));
      looking.reset();
      setWish(firstWish(venue));
    },
  });
  const set = (change: Partial<Wish>) => {
    setWish((before) => ({ ...before, ...change }));
    // What was found free was for another wish.
    looking.reset();
    booking.reset();
  };
  const [isAsked, setIsAsked] = useState(false);
  const look = () => {
    setIsAsked(true);
    if (wish.tableIds.length > 0) looking.run({ ...wish, dryRun: true });
  };
  return (
    <Form onSubmit={look}>
      <SeriesFields wish={wish} venue={venue} onChange={set}>
        <TableChecks
          legend={texts.whichTables}
          tables={tables}
          chosen={wish.tableIds}
          onChange={(tableIds) => set({ tableIds })}
        />
      </SeriesFields>
      {isAsked && wish.tableIds.length === 0 ? <Note>{texts.chooseTable}</Note> : null}
      <ProblemNote error={looking.error ?? booking.error} />
      {looking.result ? (
        <SeriesOutcome
          items={looking.result.items}
          tables={tables}
          timeZone={venue.timeZone}
          pending={booking.pending}
          onBook={() => booking.run({ ...wish, dryRun: false })}
        />
      ) : (
        <Button type="submit" look="primary" pending={looking.pending}>
          {texts.look}
        </Button>
      )}
    </Form>
  );
}

/** The next full hour, for an hour and a half of it. */
function firstWish({ policy }: Venue): Wish {
  const startsAt = new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS).toISOString();
  const durationMinutes = 4 * policy.slotMinutes;
  return { tableIds: [], startsAt, durationMinutes, weeks: 10, label: "" };
}

interface SeriesFieldsProps {
  wish: Wish;
  venue: Venue;
  onChange: (change: Partial<Wish>) => void;
  /** Which tables. */
  children: ReactNode;
}

function SeriesFields({ wish, venue, onChange, children }: SeriesFieldsProps) {
  const texts = useMessages(bookingsMessages);
  const { slotMinutes } = venue.policy;
  const lengths = Array.from(
    { length: Math.floor(LONGEST_MINUTES / slotMinutes) },
    (_, index) => (index + 1) * slotMinutes,
  );
  return (
    <>
      <TextField
        label={texts.label}
        hint={texts.labelHint}
        required
        maxLength={60}
        value={wish.label}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      {children}
      <div className={styles.grid}>
        <TextField
          label={texts.firstTime}
          type="datetime-local"
          required
          step={slotMinutes * 60}
          value={toLocal(wish.startsAt, venue.timeZone)}
          onChange={(event) => {
            if (event.target.value !== "")
              onChange({ startsAt: fromLocal(event.target.value, venue.timeZone) });
          }}
        />
        <SelectField
          label={texts.length}
          value={wish.durationMinutes}
          onChange={(event) => onChange({ durationMinutes: Number(event.target.value) })}
        >
          {lengths.map((count) => (
            <option key={count} value={count}>
              {texts.minutes({ count })}
            </option>
          ))}
        </SelectField>
        <TextField
          label={texts.weeks}
          type="number"
          required
          min={1}
          max={MOST_WEEKS}
          value={Number.isNaN(wish.weeks) ? "" : wish.weeks}
          onChange={(event) => onChange({ weeks: event.target.valueAsNumber })}
        />
      </div>
    </>
  );
}
