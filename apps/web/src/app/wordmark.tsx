import styles from "./wordmark.module.css";

/** The name, its two o's being the beads of the score on their rod. */
export function Wordmark() {
  return (
    <span className={styles.wordmark} role="img" aria-label="babyfoot">
      <span aria-hidden="true">babyf</span>
      <svg viewBox="0 0 52 26" className={styles.beads} aria-hidden="true">
        <rect x="-6" y="10.5" width="64" height="5" className={styles.rod} />
        <circle cx="13" cy="13" r="11.5" fill="var(--red)" />
        <path d="M39 1 49.4 7v12L39 25l-10.4-6V7Z" fill="var(--blue)" />
      </svg>
      <span aria-hidden="true">t</span>
    </span>
  );
}
