import type { Slot } from "@babyfoot/contract";
import { type CSSProperties, useId } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { useMedia } from "../../../shared/ui/use-media.ts";
import { WoodenFrame } from "../../../shared/ui/wooden-frame.tsx";
import { type Tick, ticksOf } from "../data/ticks.ts";
import {
  firstFree,
  previousSlot,
  type ScheduledTable,
  slotAt,
  type Timetable,
} from "../data/timetable.ts";
import { useGridKeys } from "../data/use-grid-keys.ts";
import { reservationMessages } from "../messages.ts";
import { NowLine } from "./now-line.tsx";
import { SlotCell } from "./slot-cell.tsx";
import styles from "./slot-grid.module.css";
import { type CellOf, TallRows, WideRows } from "./slot-rows.tsx";

interface SlotGridProps {
  timetable: Timetable;
  timeZone: string;
  /** The day in words. */
  day: string;
  now: number;
  /** Whether a slot may be taken by who looks. */
  isOpen: (table: ScheduledTable, slot: Slot) => boolean;
  onPick: (table: ScheduledTable, startsAt: string) => void;
}

const nameOf = (table: { id: string }, { startsAt }: { startsAt: string }): string =>
  `${table.id} ${startsAt}`;

/** Tables beside their hours where there is room for it; on a phone the hours run down, as one scrolls. */
export function SlotGrid(props: SlotGridProps) {
  const { timetable, timeZone, day, now } = props;
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const hint = useId();
  const isWide = useMedia("(min-width: 48rem)");
  const { tables } = timetable;
  const ticks = ticksOf(timetable.times, format.time);
  const { keys, cell } = useCells(props, { ticks, isWide });
  const Rows = isWide ? WideRows : TallRows;
  const columns = { "--columns": isWide ? ticks.length : tables.length } as CSSProperties;
  return (
    <>
      <p id={hint} className="visually-hidden">
        {texts.boardHint}
      </p>
      <WoodenFrame>
        <div className={classNames(styles.sheet, isWide && styles.wide)} style={columns}>
          <table
            ref={keys.grid}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table in which arrows move
            role="grid"
            tabIndex={-1}
            className={styles.grid}
            aria-label={texts.board({ day })}
            aria-describedby={hint}
            onKeyDown={keys.onKeyDown}
          >
            <Rows ticks={ticks} tables={tables} cell={cell} />
          </table>
          <NowLine times={timetable.times} now={now} />
        </div>
      </WoodenFrame>
    </>
  );
}

function useCells(props: SlotGridProps, { ticks, isWide }: { ticks: Tick[]; isWide: boolean }) {
  const { timetable, now, isOpen, onPick } = props;
  const { tables } = timetable;
  const names = isWide
    ? tables.map((table) => ticks.map((tick) => nameOf(table, tick)))
    : ticks.map((tick) => tables.map((table) => nameOf(table, tick)));
  const free = firstFree(timetable, now);
  const keys = useGridKeys(names, free ? nameOf(free.table, free) : undefined);
  const cell: CellOf = (table, tick, label) => {
    const name = nameOf(table, tick);
    const slot = slotAt(table, tick.startsAt);
    const status = slot?.status ?? "closed";
    return (
      <SlotCell
        key={name}
        name={name}
        code={table.code}
        time={tick.clock}
        status={status}
        label={label}
        joined={!tick.afterFold && previousSlot(table, tick.startsAt)?.status === status}
        edge={tick.edge}
        isCurrent={name === keys.current}
        onPick={slot && isOpen(table, slot) ? () => onPick(table, tick.startsAt) : null}
        onVisit={() => keys.visit(name)}
      />
    );
  };
  return { keys, cell };
}
