import type { HealthCertificate, HealthProcess, HealthReport } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Section } from "../../../shared/ui/section.tsx";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";
import { secondsSince, useValues } from "./values.ts";

export function Sensors({ report: { sensors } }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const { heard, silent } = sensors;
  return (
    <Section title={texts.sensors} action={<Link to={paths.adminDevices}>{texts.toDevices}</Link>}>
      {silent.length === 0 ? (
        <p className={styles.soft}>{texts.allHeard({ count: heard })}</p>
      ) : null}
      <ul className={styles.lines}>
        {silent.map(({ deviceId, name, tableCode, lastSeenAt }) => (
          <li key={deviceId}>
            <p className={styles.partName}>{name}</p>
            <p className={styles.soft}>
              {texts.sensorLine({ table: tableCode, ago: format.ago(lastSeenAt, now) })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Certificates({ report: { certificates } }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const now = useNow(60_000);
  return (
    <Section title={texts.certificates}>
      {certificates.length === 0 ? <p className={styles.soft}>{texts.noCertificates}</p> : null}
      <ul className={styles.lines}>
        {certificates.map((certificate) => (
          <li key={certificate.of}>
            <p className={styles.partName}>
              {certificate.of === "database" ? texts.databaseTls : texts.public_url}
            </p>
            <p className={styles.soft}>
              <Ends certificate={certificate} now={now} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Ends({ certificate, now }: { certificate: HealthCertificate; now: number }) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const format = useFormat();
  const { endsAt, issuer, error } = certificate;
  if (endsAt === null) return texts.notSeen({ error: error ?? "?" });
  const seconds = (Date.parse(endsAt) - now) / 1_000;
  const facts = { when: format.day(endsAt), issuer: issuer ?? "?" };
  if (seconds <= 0) return texts.ended(facts);
  return texts.endsIn({ ...facts, left: values.left(seconds) });
}

export function Processes({ report }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const { processes, queueSeconds, outboxSeconds } = report;
  const late = { jobs: values.seconds(queueSeconds), notices: values.seconds(outboxSeconds) };
  return (
    <Section title={texts.processes}>
      <ul className={styles.lines}>
        {processes.map((one) => (
          <Process key={one.id} process={one} />
        ))}
      </ul>
      <p className={styles.soft}>{texts.queue(late)}</p>
    </Section>
  );
}

function Process({ process }: { process: HealthProcess }) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const now = useNow(10_000);
  const { host, roles, version, isLost, cpu, memoryBytes, loopDelayMs, startedAt } = process;
  const facts = {
    ...{ roles: roles.join(", "), cpu: values.share(cpu), memory: values.bytes(memoryBytes) },
    delay: values.milliseconds(loopDelayMs),
  };
  const ago = values.seconds(secondsSince(startedAt, now));
  return (
    <li>
      <p className={styles.partName}>
        {host} {isLost ? <Badge tone="bad">{texts.lost}</Badge> : null}
      </p>
      <p className={styles.soft}>{texts.processFacts(facts)}</p>
      <p className={styles.soft}>{texts.processSince({ ago, version })}</p>
    </li>
  );
}

const COMMIT_LETTERS = 7;

export function Versions({ report: { versions } }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const { app, commit, schema, postgresql, node } = versions;
  const rows = [
    [texts.app, `${app} (${commit.slice(0, COMMIT_LETTERS)})`],
    [texts.schema, schema],
    ["PostgreSQL", postgresql],
    ["Node.js", node],
  ];
  return (
    <Section title={texts.versions}>
      <dl className={styles.versions}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
