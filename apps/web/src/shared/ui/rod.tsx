import styles from "./rod.module.css";

/** A chrome rod as divider, with the men's colours on it if told so. */
export function Rod({ beads = false }: { beads?: boolean }) {
  return (
    <div className={styles.rod} aria-hidden="true">
      {beads ? (
        <>
          <span className={styles.round} />
          <span className={styles.hexagon} />
        </>
      ) : null}
    </div>
  );
}
