import type { CSSProperties } from "react";
import styles from "./progress-rod.module.css";

interface ProgressRodProps {
  /** What is being done. */
  label: string;
  /** From 0 to 1; null while nobody knows how much there is. */
  share: number | null;
}

/** A bead on its way along a rod. */
export function ProgressRod({ label, share }: ProgressRodProps) {
  const percent = share === null ? null : Math.round(share * 100);
  return (
    <div
      className={styles.rod}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent })}
      style={{ "--share": `${percent ?? 0}%` } as CSSProperties}
      data-unknown={percent === null}
    >
      <span className={styles.done} />
      <span className={styles.bead} />
    </div>
  );
}
