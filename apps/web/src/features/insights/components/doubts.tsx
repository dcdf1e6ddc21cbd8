import type { Doubt } from "@babyfoot/contract";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { insightMessages } from "../messages.ts";
import styles from "./doubts.module.css";

interface DoubtsProps {
  doubts: readonly Doubt[];
  notes: readonly (string | null)[];
}

/** What limits the answer, in small print. */
export function Doubts({ doubts, notes }: DoubtsProps) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  const lines = [
    ...notes.filter((note) => note !== null),
    ...doubts.map(({ code, count, of }) =>
      texts[code]({ count: figures.whole(count), of: figures.whole(of) }),
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={styles.doubts}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
