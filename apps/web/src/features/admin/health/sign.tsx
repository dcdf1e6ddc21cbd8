import styles from "./health.module.css";

export type SignKind = "good" | "warning" | "bad" | "off";

/** A state by shape as much as by colour: a disc, a triangle, a square, a ring. */
export function Sign({ kind, size = 20 }: { kind: SignKind; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} className={styles[kind]} aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}

const SHAPES = {
  good: (
    <>
      <circle cx="12" cy="12" r="11" fill="currentColor" />
      <path d="m6.5 12.5 3.8 3.8 7.4-8" fill="none" stroke="var(--paper)" strokeWidth="3" />
    </>
  ),
  warning: (
    <>
      <path d="M12 1.5 23.5 22H.5Z" fill="currentColor" />
      <path d="M12 8.5v6.5M12 17v3" stroke="var(--paper)" strokeWidth="3" />
    </>
  ),
  bad: (
    <>
      <rect x="1" y="1" width="22" height="22" rx="3" fill="currentColor" />
      <path d="m7 7 10 10M17 7 7 17" stroke="var(--paper)" strokeWidth="3" />
    </>
  ),
  off: <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="3" />,
} as const;
