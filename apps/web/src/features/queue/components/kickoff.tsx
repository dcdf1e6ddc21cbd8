import type { CSSProperties } from "react";
import { TableTop } from "../../../shared/game/table-top.tsx";
import styles from "./kickoff.module.css";

interface KickoffProps {
  code: string;
  clock: string;
  /** How much of the time is left, from 1 to 0. */
  share: number;
}

const RADIUS = 47;
const ROUND = 2 * Math.PI * RADIUS;

/** The table seen from above: its centre circle is the time that is left to take it. */
export function Kickoff({ code, clock, share }: KickoffProps) {
  const left = Math.min(1, Math.max(0, share));
  return (
    <div className={styles.table}>
      <TableTop look="live">
        <div className={styles.field}>
          <div className={styles.circle} style={{ "--letters": code.length } as CSSProperties}>
            <svg viewBox="0 0 100 100" className={styles.ring} aria-hidden="true">
              <circle cx="50" cy="50" r={RADIUS} className={styles.track} />
              <circle
                cx="50"
                cy="50"
                r={RADIUS}
                className={styles.left}
                strokeDasharray={ROUND}
                strokeDashoffset={ROUND * (1 - left)}
              />
            </svg>
            <p className={styles.code}>{code}</p>
            <p className={styles.clock}>{clock}</p>
          </div>
        </div>
      </TableTop>
    </div>
  );
}
