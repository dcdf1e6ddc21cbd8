import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./numeral-heading.module.css";

interface NumeralHeadingProps {
  /** What the page is, for those who do not see it. */
  title: string;
  /** What people open the page for. */
  numeral: ReactNode;
  words: string;
  small: string;
  /** To be read at a glance, at arm's length. */
  isHuge?: boolean;
}

/** A page's heading that is one big number, and what it counts. */
export function NumeralHeading(props: NumeralHeadingProps) {
  const { title, numeral, words, small, isHuge = false } = props;
  return (
    <h1 className={classNames(styles.heading, isHuge && styles.huge)}>
      <span className="visually-hidden">{title}, </span>
      <span className={styles.numeral}>{numeral}</span>{" "}
      <span className={styles.words}>
        {words} <span className={styles.small}>{small}</span>
      </span>
    </h1>
  );
}
