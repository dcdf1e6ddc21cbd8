import type { ReactNode } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { hoursOf, type Tick } from "../data/ticks.ts";
import type { ScheduledTable } from "../data/timetable.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./slot-rows.module.css";

/** A cell, with what is written on it while it is free. */
export type CellOf = (table: ScheduledTable, tick: Tick, label: string) => ReactNode;

const EDGES = { hour: styles.newHour, fold: styles.afterFold };

interface RowsProps {
  ticks: Tick[];
  tables: ScheduledTable[];
  cell: CellOf;
}

/** A row a table, its slots below their hours; each slot shows its minutes, as in a timetable of trains. */
export function WideRows({ ticks, tables, cell }: RowsProps) {
  const texts = useMessages(reservationMessages);
  return (
    <>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            <span className="visually-hidden">{texts.tables}</span>
          </th>
          {hoursOf(ticks).map(({ startsAt, hour, count }) => (
            <th key={startsAt} scope="colgroup" colSpan={count} className={styles.hour}>
              {texts.hour({ hour })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tables.map((table) => (
          <tr key={table.id}>
            <th scope="row" className={styles.table}>
              {table.code} <span className={styles.name}>{table.name}</span>
            </th>
            {ticks.map((tick) => cell(table, tick, tick.minutes))}
          </tr>
        ))}
      </tbody>
    </>
  );
}

/** A row a time, a column a table; each slot shows its table, so that nobody looks for the head of the column. */
export function TallRows({ ticks, tables, cell }: RowsProps) {
  const texts = useMessages(reservationMessages);
  const isAlone = tables.length === 1;
  return (
    <>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            <span className="visually-hidden">{texts.hours}</span>
          </th>
          {tables.map((table) => (
            <th key={table.id} scope="col" className={styles.column}>
              {table.code}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ticks.map((tick) => (
          <tr key={tick.startsAt}>
            <th scope="row" className={classNames(styles.time, tick.edge && EDGES[tick.edge])}>
              {tick.clock}
            </th>
            {tables.map((table) => cell(table, tick, isAlone ? texts.free : table.code))}
          </tr>
        ))}
      </tbody>
    </>
  );
}
