import type { Series, Venue } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTables } from "../../../shared/game/tables.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { seriesQuery } from "./bookings.ts";
import { BookingsFrame } from "./bookings-frame.tsx";
import { CancelSeriesDialog } from "./cancel-series-dialog.tsx";
import { bookingsMessages } from "./messages.ts";
import { OfVenue } from "./of-venue.tsx";
import { SeriesForm } from "./series-form.tsx";

export function AdminSeriesPage() {
  const texts = useMessages(bookingsMessages);
  return (
    <BookingsFrame title={texts.series}>
      <p>{texts.seriesText}</p>
      <OfVenue>
        {(venue) => (
          <>
            <NewSeries key={venue.id} venue={venue} />
            <AllSeries venue={venue} />
          </>
        )}
      </OfVenue>
    </BookingsFrame>
  );
}

function NewSeries({ venue }: { venue: Venue }) {
  const { data, error, refetch } = useTables();
  if (data) {
    return <SeriesForm venue={venue} tables={data.filter((one) => one.venueId === venue.id)} />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Skeleton height="16rem" />;
}

function AllSeries({ venue }: { venue: Venue }) {
  const texts = useMessages(bookingsMessages);
  const { data, error, refetch } = useQuery(seriesQuery(venue.id));
  const [cancelling, setCancelling] = useState<Series | null>(null);
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.seriesAhead}</h2>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton height="4rem" count={2} /> : null}
      {data?.items.length === 0 ? <EmptyState title={texts.noSeries} /> : null}
      <ul className={styles.list}>
        {data?.items.map((series) => (
          <SeriesLine
            key={series.id}
            series={series}
            timeZone={venue.timeZone}
            onCancel={() => setCancelling(series)}
          />
        ))}
      </ul>
      {cancelling ? (
        <CancelSeriesDialog series={cancelling} onClose={() => setCancelling(null)} />
      ) : null}
    </section>
  );
}

interface SeriesLineProps {
  series: Series;
  timeZone: string;
  onCancel: () => void;
}

function SeriesLine({ series, timeZone, onCancel }: SeriesLineProps) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(timeZone);
  const { label, tableCodes, count, durationMinutes, nextStartsAt, lastStartsAt } = series;
  const next = texts.at({ day: format.day(nextStartsAt), time: format.time(nextStartsAt) });
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>
          <span className={styles.code}>{tableCodes.join(", ")}</span> {label}
        </p>
        <p className={styles.facts}>
          <span>{texts.seriesFacts({ count, next, last: format.day(lastStartsAt) })}</span>
          <span>{texts.minutes({ count: durationMinutes })}</span>
        </p>
      </div>
      <Button look="danger" onClick={onCancel}>
        {texts.cancelSeries}
      </Button>
    </li>
  );
}
