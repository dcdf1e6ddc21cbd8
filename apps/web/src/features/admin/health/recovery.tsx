import type { HealthRecovery, HealthReport } from "@babyfoot/contract";
import type { ReactNode } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Section } from "../../../shared/ui/section.tsx";
import { Note } from "../../../shared/ui/states.tsx";
import { Advice } from "./advice.tsx";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";
import { useValues } from "./values.ts";

/** What would be lost and how long it takes to bring all back, as measured; the last backup and drill. */
export function Recovery({ report: { recovery } }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  return (
    <Section title={texts.recovery}>
      <div className={styles.figures}>
        <Rpo recovery={recovery} />
        <Rto recovery={recovery} />
      </div>
      <Backup recovery={recovery} />
      <Failures recovery={recovery} />
      <Archive recovery={recovery} />
    </Section>
  );
}

interface Part {
  recovery: HealthRecovery;
}

/** What the archive says of now is newer than what a drill measured. */
function Rpo({ recovery: { archive, lastDrill } }: Part) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const format = useFormat();
  const now = archive?.behindSeconds ?? null;
  const drilled = lastDrill?.rpoSeconds ?? null;
  if (now !== null)
    return <Figure title={texts.rpo} value={values.seconds(now)} small={texts.rpoNow} />;
  if (lastDrill === null || drilled === null)
    return <Figure title={texts.rpo} value="–" small={texts.noDrill} />;
  const when = format.day(lastDrill.finishedAt);
  return <Figure title={texts.rpo} value={values.seconds(drilled)} small={texts.rpoOf({ when })} />;
}

function Rto({ recovery: { lastDrill } }: Part) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const format = useFormat();
  const seconds = lastDrill?.restoreSeconds ?? null;
  if (lastDrill === null || seconds === null)
    return <Figure title={texts.rto} value="–" small={texts.noDrill} />;
  const when = format.day(lastDrill.finishedAt);
  return <Figure title={texts.rto} value={values.seconds(seconds)} small={texts.rtoOf({ when })} />;
}

function Figure({ title, value, small }: { title: string; value: string; small: ReactNode }) {
  return (
    <div className={styles.measure}>
      <p className={styles.pictureTitle}>{title}</p>
      <p className={styles.numeral}>{value}</p>
      <p className={styles.soft}>{small}</p>
    </div>
  );
}

function Backup({ recovery: { lastGoodBackup, lastBackup } }: Part) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  const now = useNow(60_000);
  if (lastGoodBackup === null)
    return lastBackup === null ? (
      <p className={styles.soft}>
        <Advice text={texts.noBackup} />
      </p>
    ) : null;
  const { kind, repository: where, finishedAt } = lastGoodBackup;
  const ago = format.ago(finishedAt, now);
  return <p>{texts.lastBackup({ kind: texts[kind], where, ago })}</p>;
}

function Failures({ recovery: { lastBackup, lastDrill } }: Part) {
  const texts = useMessages(healthMessages);
  return (
    <>
      {lastBackup?.ok === false ? (
        <Note>{texts.backupFailed({ error: lastBackup.error ?? "?" })}</Note>
      ) : null}
      {lastDrill?.ok === false ? (
        <Note>{texts.drillFailed({ error: lastDrill.error ?? "?" })}</Note>
      ) : null}
    </>
  );
}

function Archive({ recovery: { archive, lastBackup } }: Part) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  const now = useNow(10_000);
  if (archive === null)
    return lastBackup === null ? null : <p className={styles.soft}>{texts.notArchived}</p>;
  if (archive.lastArchivedAt === null) return null;
  return (
    <p className={styles.soft}>
      {texts.archived({ ago: format.ago(archive.lastArchivedAt, now) })}
    </p>
  );
}
