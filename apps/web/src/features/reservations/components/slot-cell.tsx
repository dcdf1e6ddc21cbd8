import type { SlotStatus } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./slot-cell.module.css";

export interface SlotCellProps {
  /** Unique in the grid. */
  name: string;
  code: string;
  /** When the slot begins, as the venue's clock shows it. */
  time: string;
  status: SlotStatus;
  /** What is written on it while it can be taken. */
  label: string;
  /** Goes on from the slot before: one bar. */
  joined: boolean;
  edge: "hour" | "fold" | null;
  /** Tab leads here. */
  isCurrent: boolean;
  /** Null when it cannot be taken. */
  onPick: (() => void) | null;
  onVisit: () => void;
}

/** A slot of a table. Those that are taken can be reached by the arrows, too, to be heard. */
export function SlotCell(props: SlotCellProps) {
  const texts = useMessages(reservationMessages);
  const { code, time, status, edge, onPick } = props;
  const isFree = onPick !== null;
  return (
    <td className={classNames(styles.cell, edge && styles[edge])}>
      <button
        type="button"
        data-cell={props.name}
        tabIndex={props.isCurrent ? 0 : -1}
        aria-disabled={!isFree}
        aria-label={texts.cell({ code, time, state: texts[isFree ? "free" : status] })}
        className={classNames(
          styles.slot,
          styles[isFree ? "free" : status],
          props.joined && !isFree && styles.joined,
        )}
        onClick={() => onPick?.()}
        onFocus={props.onVisit}
      >
        {isFree ? <span className={styles.label}>{props.label}</span> : null}
      </button>
    </td>
  );
}
