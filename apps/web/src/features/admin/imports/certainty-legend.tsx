import type { Certainty } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import styles from "./certainty.module.css";
import { CERTAINTIES } from "./heat.ts";
import { importMessages } from "./messages.ts";

/** Beside its colour: the certainty shows without it. */
const SIGNS: Record<Certainty, string> = {
  kept: "=",
  changed: "~",
  guessed: "?",
  refused: "×",
  empty: "–",
};

/** How sure a reading is, as colour, sign and word. */
export function CertaintyMark({ certainty }: { certainty: Certainty }) {
  return (
    <span className={classNames(styles.mark, styles[certainty])} aria-hidden="true">
      {SIGNS[certainty]}
    </span>
  );
}

export function CertaintyLegend() {
  const texts = useMessages(importMessages);
  return (
    <ul className={styles.legend}>
      {CERTAINTIES.map((certainty) => (
        <li key={certainty} className={styles.entry}>
          <CertaintyMark certainty={certainty} />
          {texts[`${certainty}Means`]}
        </li>
      ))}
    </ul>
  );
}
