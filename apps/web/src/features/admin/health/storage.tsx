import type { HealthReport, HealthStorage } from "@babyfoot/contract";
import type { CSSProperties } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";
import { Section } from "./section.tsx";
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

function Forecast({ storage }: { storage: HealthStorage }) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  if (storage.diskFreeBytes === null) return null;
  if (storage.fullAt !== null)
    return <p className={styles.figure}>{texts.fullAt({ day: format.day(storage.fullAt) })}</p>;
  const isKnown = storage.growthBytesPerDay !== null;
  return <p className={styles.soft}>{isKnown ? texts.neverFull : texts.forecastSoon}</p>;
}
