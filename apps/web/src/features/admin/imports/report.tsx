import { API, type ImportDetail, type ImportReport } from "@babyfoot/contract";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { ColumnReport } from "./column-report.tsx";
import { fieldName } from "./field-names.ts";
import { HeatStrips } from "./heat-strips.tsx";
import { type FindingName, importMessages } from "./messages.ts";
import styles from "./report.module.css";

/** What the file held and what became of it: the picture first, then column by column. */
export function Report({ report }: { report: ImportReport }) {
  const texts = useMessages(importMessages);
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.title}>{texts.heatTitle}</h2>
        <HeatStrips report={report} />
      </section>
      <Unanswered codes={report.unanswerable} />
      <Findings findings={report.findings} />
      <section className={styles.section}>
        <h2 className={styles.title}>{texts.columnsTitle}</h2>
        <p className={styles.text}>{texts.columnsText}</p>
        <div className={styles.list}>
          {report.columns.map((column) => (
            <ColumnReport key={column.name} column={column} />
          ))}
        </div>
      </section>
    </>
  );
}

function Findings({ findings }: { findings: ImportReport["findings"] }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const told = findings.filter(({ count }) => count > 0);
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{texts.findingsTitle}</h2>
      {told.length === 0 ? <p>{texts.noFindings}</p> : null}
      <ul className={styles.list}>
        {told.map(({ kind, count, examples }) => (
          <li key={kind} className={styles.finding}>
            <p className={styles.count}>{figures.whole(count)}</p>
            <div className={styles.what}>
              <p>{isFinding(kind) ? texts[`finding_${kind}`] : kind}</p>
              <ul className={styles.examples}>
                {examples.map(({ row, game, text }) => (
                  <li key={`${row} ${game} ${text}`} className={styles.example}>
                    <span className={styles.row}>
                      {row === null ? "" : texts.row({ row: figures.whole(row) })}
                      {game === null ? " " : ` ${game} `}
                    </span>
                    {text}
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );

  function isFinding(kind: string): kind is FindingName {
    return Object.hasOwn(texts, `finding_${kind}`);
  }
}

/** `time_of_day`, or the field that would say it. */
function Unanswered({ codes }: { codes: readonly string[] }) {
  const texts = useMessages(importMessages);
  if (codes.length === 0) return null;
  const text = (code: string) =>
    code === "time_of_day" ? texts.no_time_of_day : texts.untold({ name: fieldName(code, texts) });
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{texts.unanswerableTitle}</h2>
      <ul>
        {codes.map((code) => (
          <li key={code}>{text(code)}</li>
        ))}
      </ul>
    </section>
  );
}

/** The report and the file themselves, to keep. */
export function Downloads({ found }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const links = [
    { to: "report.csv", label: texts.reportCsv },
    { to: "report.json", label: texts.reportJson },
    { to: "file", label: texts.theFile },
  ];
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{texts.downloads}</h2>
      <p className={styles.downloads}>
        {links.map(({ to, label }) => (
          <a
            key={to}
            className={buttonClass("plain")}
            href={`${API}/imports/${found.id}/${to}`}
            download
          >
            {label}
          </a>
        ))}
      </p>
    </section>
  );
}
