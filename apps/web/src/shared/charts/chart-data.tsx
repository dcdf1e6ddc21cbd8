import { useFigures } from "../i18n/figures.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { classNames } from "../ui/class-names.ts";
import styles from "./chart-data.module.css";
import { csvOf, type Datum, downloadCsv } from "./csv.ts";
import { chartMessages } from "./messages.ts";

export interface ChartTable {
  /** What the table tells. */
  caption: string;
  header: readonly string[];
  rows: readonly (readonly Datum[])[];
  /** Without its ending. */
  fileName: string;
}

interface ChartDataProps {
  table: ChartTable;
  /** Beside other tables, so that its link says which it is. */
  isOneOfMany?: boolean;
}

/** What a picture shows, as a table to read and a file to take away. */
export function ChartData({ table, isOneOfMany = false }: ChartDataProps) {
  const texts = useMessages(chartMessages);
  const { caption, header, rows, fileName } = table;
  const take = () => downloadCsv(`${fileName}.csv`, csvOf(header, rows));
  return (
    <details className={styles.data}>
      <summary className={styles.summary} aria-label={texts.asTableOf({ what: caption })}>
        {isOneOfMany ? texts.asTableOf({ what: caption }) : texts.asTable}
      </summary>
      <div className={styles.box}>
        <button
          type="button"
          className={styles.take}
          aria-label={texts.downloadOf({ what: caption })}
          onClick={take}
        >
          {texts.download}
        </button>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keyboard too */}
        <section className={styles.scroll} tabIndex={0} aria-label={caption}>
          <Rows {...table} />
        </section>
      </div>
    </details>
  );
}

function Rows({ caption, header, rows }: ChartTable) {
  const texts = useMessages(chartMessages);
  const figures = useFigures();
  const shown = (value: Datum) =>
    typeof value === "number" ? figures.tenths(value) : (value ?? "–");
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {header.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of a table is its place
          <tr key={index}>
            {row.map((value, at) => (
              <td
                key={header[at]}
                className={classNames(typeof value === "number" && styles.number)}
                aria-label={value === null ? texts.unknown : undefined}
              >
                {shown(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
