import type { ReactNode } from "react";
import { classNames } from "../ui/class-names.ts";
import styles from "./table-top.module.css";

/** `live` is green, `open` waits for players, `closed` cannot be used. */
export type TableLook = "live" | "open" | "closed";

/** Whose men are on each of the eight rods, from the red goal to the blue one. */
const RODS = ["red", "red", "blue", "red", "blue", "red", "blue", "blue"] as const;

interface TableTopProps {
  look: TableLook;
  /** What stands on the rail below the field: the beads. */
  rail?: ReactNode;
  children: ReactNode;
}

/** A table seen from above: wooden frame, field, and the handles of its eight rods. */
export function TableTop({ look, rail, children }: TableTopProps) {
  return (
    <div className={classNames(styles.table, styles[look])}>
      <Handles side="blue" />
      <div className={styles.frame}>
        <div className={styles.field}>{children}</div>
        {rail ? <div className={styles.rail}>{rail}</div> : null}
      </div>
      <Handles side="red" />
    </div>
  );
}

function Handles({ side }: { side: "red" | "blue" }) {
  return (
    <div className={classNames(styles.handles, styles[side])} aria-hidden="true">
      {RODS.map((owner, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rods of a table never move
        <span key={index} className={owner === side ? styles.handle : undefined} />
      ))}
    </div>
  );
}
