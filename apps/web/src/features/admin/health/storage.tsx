import type { HealthPoint, HealthReport, HealthStorage } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import type { CSSProperties } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Section } from "../../../shared/ui/section.tsx";
import styles from "./health.module.css";
import { historyQuery } from "./health.ts";
import { healthMessages } from "./messages.ts";
import { Picture } from "./picture.tsx";
import { useValues } from "./values.ts";

/** How full the disk is, and when it will be. */
export function Storage({ report: { storage } }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const { databaseBytes, growthBytesPerDay } = storage;
  return (
    <Section title={texts.storage}>
      <DiskBar storage={storage} />
      <p>
        {texts.databaseSize({ size: values.bytes(databaseBytes) })}{" "}
        {growthBytesPerDay !== null && growthBytesPerDay > 0
          ? texts.growth({ size: values.bytes(growthBytesPerDay) })
          : null}
      </p>
      <Forecast storage={storage} />
      <OverTime />
    </Section>
  );
}

function DiskBar({ storage }: { storage: HealthStorage }) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const { diskFreeBytes: free, diskBytes: all } = storage;
  if (free === null || all === null) return <p className={styles.soft}>{texts.storageElsewhere}</p>;
  const used = 1 - free / all;
  return (
    <>
      <p className={styles.figure}>
        {texts.storageFree({ free: values.bytes(free), all: values.bytes(all) })}
      </p>
      <div
        className={styles.disk}
        role="img"
        aria-label={`${values.share(used)} ${texts.used}`}
        style={{ "--used": `${Math.round(used * 1_000) / 10}%` } as CSSProperties}
      >
        <span className={styles.diskUsed} />
      </div>
    </>
  );
}

/** The size of the database and what is free, over the last 30 days. */
function OverTime() {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const format = useFormat();
  const { data } = useQuery(historyQuery("month"));
  if (data === undefined || data.points.length < 2) return null;
  const stepMs = data.stepSeconds * 1_000;
  const first = data.points[0]?.at ?? data.from;
  const span = { from: Date.parse(first), to: Date.parse(data.to), stepMs };
  const ends = { first: format.day(first), last: texts.now };
  const pictures = [
    { title: texts.databaseOverTime, of: ({ databaseBytes }: HealthPoint) => databaseBytes },
    { title: texts.freeOverTime, of: ({ diskFreeBytes }: HealthPoint) => diskFreeBytes },
  ];
  return (
    <ul className={styles.pictures}>
      {pictures.map(({ title, of }) => {
        const points = data.points.map((point) => ({ at: Date.parse(point.at), value: of(point) }));
        if (points.every(({ value }) => value === null)) return null;
        return (
          <Picture
            key={title}
            {...{ title, points, ends, ...span }}
            value={points.findLast(({ value }) => value !== null)?.value ?? null}
            write={values.bytes}
          />
        );
      })}
    </ul>
  );
}

function Forecast({ storage }: { storage: HealthStorage }) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  if (storage.diskFreeBytes === null) return null;
  if (storage.fullAt !== null)
    return <p className={styles.figure}>{texts.fullAt({ day: format.day(storage.fullAt) })}</p>;
  const isKnown = storage.growthBytesPerDay !== null;
  return <p className={styles.soft}>{isKnown ? texts.neverFull : texts.forecastSoon}</p>;
}
