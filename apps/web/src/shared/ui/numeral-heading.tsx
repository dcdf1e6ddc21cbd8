import type { ReactNode } from "react";
import styles from "./numeral-heading.module.css";

interface NumeralHeadingProps {
  /** What the page is, for those who do not see it. */
  title: string;
  /** What people open the page for. */
  numeral: ReactNode;
  words: string;
  small: string;
}

/** A page's heading that is one big number, and what it counts. */
export function NumeralHeading({ title, numeral, words, small }: NumeralHeadingProps) {
  return (
    <h1 className={styles.heading}>
      <span className="visually-hidden">{title}, </span>
      <span className={styles.numeral}>{numeral}</span>{" "}
      <span className={styles.words}>
        {words} <span className={styles.small}>{small}</span>
      </span>
    </h1>
  );
}
