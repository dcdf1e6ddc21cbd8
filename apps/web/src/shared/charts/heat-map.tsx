import type { CSSProperties } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { classNames } from "../ui/class-names.ts";
import { WoodenFrame } from "../ui/wooden-frame.tsx";
import styles from "./heat-map.module.css";
import { chartMessages } from "./messages.ts";
import { SHADES, shadeOf } from "./scale.ts";

interface Place {
  key: number;
  label: string;
}

interface HeatMapProps {
  rows: readonly Place[];
  columns: readonly Place[];
  valueAt: (row: number, column: number) => number;
  /** A value in words, where one points at it. */
  titleAt: (row: Place, column: Place, value: number) => string;
  /** The picture in words. */
  label: string;
}

/** How much there is of something, by two things at once: the darker the more, one shade a fifth. */
export function HeatMap({ rows, columns, valueAt, titleAt, label }: HeatMapProps) {
  const most = Math.max(
    ...rows.flatMap((row) => columns.map((column) => valueAt(row.key, column.key))),
  );
  return (
    <div className={styles.map}>
      <WoodenFrame>
        <div
          className={styles.grid}
          style={{ "--columns": columns.length } as CSSProperties}
          role="img"
          aria-label={label}
        >
          <span />
          {columns.map((column) => (
            <span key={column.key} className={styles.column}>
              {column.label}
            </span>
          ))}
          {rows.map((row) => [
            <span key={row.key} className={styles.row}>
              {row.label}
            </span>,
            ...columns.map((column) => {
              const value = valueAt(row.key, column.key);
              return (
                <span
                  key={`${row.key} ${column.key}`}
                  className={classNames(styles.cell, styles[`shade${shadeOf(value, most)}`])}
                  title={titleAt(row, column, value)}
                />
              );
            }),
          ])}
        </div>
      </WoodenFrame>
      <Legend />
    </div>
  );
}

function Legend() {
  const texts = useMessages(chartMessages);
  return (
    <p className={styles.legend} aria-hidden="true">
      {texts.few}
      {Array.from({ length: SHADES }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shade is its number
        <span key={index} className={classNames(styles.sample, styles[`shade${index + 1}`])} />
      ))}
      {texts.many}
    </p>
  );
}
