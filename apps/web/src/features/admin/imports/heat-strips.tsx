import type { ImportReport } from "@babyfoot/contract";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { WoodenFrame } from "../../../shared/ui/wooden-frame.tsx";
import { CertaintyLegend } from "./certainty-legend.tsx";
import { showColumn } from "./column-place.ts";
import { CERTAINTIES, type ReportColumn, stripPaths, sureShareOf } from "./heat.ts";
import styles from "./heat-strips.module.css";
import { importMessages } from "./messages.ts";

/** The whole file at a glance: a line a column, the file from its first row at the left to its last. */
export function HeatStrips({ report }: { report: ImportReport }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{texts.heatCaption}</figcaption>
      <WoodenFrame>
        <svg className={styles.patterns} aria-hidden="true">
          <pattern id="refused" width="5" height="5" patternUnits="userSpaceOnUse">
            <path d="M-1 6 6-1M-1 1 1-1M4 6 6 4" stroke="var(--paper-high)" strokeWidth="1.2" />
          </pattern>
        </svg>
        <ul className={styles.columns}>
          {report.columns.map((column) => (
            <Strip key={column.name} column={column} />
          ))}
          <li className={styles.ends} aria-hidden="true">
            <span>{texts.firstRow}</span>
            <span>{texts.lastRow({ row: figures.whole(report.rows) })}</span>
          </li>
        </ul>
      </WoodenFrame>
      <CertaintyLegend />
    </figure>
  );
}

function Strip({ column }: { column: ReportColumn }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const paths = stripPaths(column.stretches);
  const share = sureShareOf(column.certainties);
  const sure = share === null ? texts.silent : figures.share(share);
  const said = CERTAINTIES.map(
    (certainty) => `${texts[certainty]} ${figures.whole(column.certainties[certainty])}`,
  );
  return (
    <li className={styles.strip}>
      <button type="button" className={styles.name} onClick={() => showColumn(column.name)}>
        {column.name}
      </button>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${Math.max(1, column.stretches.length)} 1`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${column.name} : ${said.join(", ")}`}
      >
        {CERTAINTIES.map((certainty) => (
          <path key={certainty} d={paths[certainty]} className={styles[certainty]} />
        ))}
      </svg>
      <span className={styles.sure}>{sure}</span>
    </li>
  );
}
