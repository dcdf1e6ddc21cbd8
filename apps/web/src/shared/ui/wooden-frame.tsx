import type { ReactNode } from "react";
import styles from "./wooden-frame.module.css";

/** A table seen from above, with something wide lying on it that scrolls sideways. */
export function WoodenFrame({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <div className={styles.field}>{children}</div>
    </div>
  );
}
