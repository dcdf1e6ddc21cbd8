import type { CSSProperties } from "react";
import styles from "./column-chart.module.css";
import { placeOf } from "./scale.ts";

export interface ChartColumn {
  key: string;
  value: number;
  /** Above the column; empty where there is no room for words. */
  shown: string;
  /** Below the column. */
  label: string;
  /** Where the value is not sure. */
  low?: number;
  high?: number;
}

interface ColumnChartProps {
  columns: readonly ChartColumn[];
  /** The picture in words. */
  label: string;
}

/** Columns side by side, the men of a rod; whiskers say how far a value may be off. */
export function ColumnChart({ columns, label }: ColumnChartProps) {
  const top = Math.max(...columns.map(({ value, high }) => high ?? value));
  return (
    <div
      className={styles.chart}
      style={{ "--count": columns.length } as CSSProperties}
      role="img"
      aria-label={label}
    >
      {columns.map((column) => (
        <div key={column.key} className={styles.column}>
          <div className={styles.field} style={placesOf(column, top)}>
            <span className={styles.shown}>{column.shown}</span>
            <span className={styles.bar} />
            {column.low === undefined ? null : <span className={styles.whisker} />}
          </div>
          <span className={styles.label}>{column.label}</span>
        </div>
      ))}
    </div>
  );
}

function placesOf({ value, low = value, high = value }: ChartColumn, top: number): CSSProperties {
  return {
    "--value": `${placeOf(value, top)}%`,
    "--low": `${placeOf(low, top)}%`,
    "--high": `${placeOf(high, top)}%`,
  } as CSSProperties;
}
