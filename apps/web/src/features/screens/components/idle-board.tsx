import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { screenMessages } from "../messages.ts";
import styles from "./idle-board.module.css";
import { ScanPanel } from "./scan-panel.tsx";
import { SeatNames } from "./seat-names.tsx";

interface IdleBoardProps {
  table: Table;
  /** With it the screen shows a code to scan. */
  screenKey: string | null;
}

/** A table without a match: come and play, or why not. */
export function IdleBoard({ table, screenKey }: IdleBoardProps) {
  const texts = useMessages(screenMessages);
  const states = useMessages(gameMessages);
  return (
    <div className={classNames(styles.board, styles[table.status])}>
      <div className={styles.words}>
        {table.seats.length > 0 ? (
          <SeatNames seats={table.seats} />
        ) : (
          <p className={styles.state}>{states[table.status]}</p>
        )}
        {table.status === "free" || table.seats.length > 0 ? (
          <p className={styles.text}>{texts.comePlay}</p>
        ) : null}
        <p className={styles.address}>
          {location.host}
          {paths.tableByCode(table.code)}
        </p>
      </div>
      <ScanPanel tableId={table.id} screenKey={screenKey} />
    </div>
  );
}
