import { classNames } from "../ui/class-names.ts";
import { type BeadPlace, RAIL, railPlaces } from "./bead-places.ts";
import styles from "./score-beads.module.css";

interface ScoreBeadsProps {
  red: number;
  blue: number;
  /** Beads a side. */
  beads: number;
}

/** The score as every table keeps it: beads on a chrome rod, the counted ones pushed inwards. */
export function ScoreBeads({ red, blue, beads }: ScoreBeadsProps) {
  const { width, height } = RAIL;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.rail} aria-hidden="true">
      <rect className={styles.rodLow} y={height / 2 - 2.5} width={width} height="5" rx="2.5" />
      <rect className={styles.rodHigh} y={height / 2 - 2} width={width} height="1.6" rx="0.8" />
      <rect className={styles.stop} x={width / 2 - 5} y="3" width="10" height={height - 6} rx="2" />
      {railPlaces("red", red, beads).map((place) => (
        <Bead key={place.index} place={place} side="red" />
      ))}
      {railPlaces("blue", blue, beads).map((place) => (
        <Bead key={place.index} place={place} side="blue" />
      ))}
    </svg>
  );
}

function Bead({ place, side }: { place: BeadPlace; side: "red" | "blue" }) {
  return (
    <g
      className={classNames(styles.bead, styles[side], place.counted && styles.counted)}
      style={{ transform: `translateX(${place.x}px)` }}
    >
      {side === "red" ? (
        <circle cx="10" cy="14" r="9" />
      ) : (
        <path d="M10 4.4 18.4 9v10L10 23.6 1.6 19V9Z" />
      )}
      <path
        className={styles.shine}
        d={side === "red" ? "M6 9.5a6 6 0 0 1 6-2" : "M5 10.5l5-2.8"}
      />
    </g>
  );
}
