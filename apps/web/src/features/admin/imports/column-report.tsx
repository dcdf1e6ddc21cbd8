import { useState } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { CertaintyMark } from "./certainty-legend.tsx";
import { columnPlace } from "./column-place.ts";
import { fieldName } from "./field-names.ts";
import { CERTAINTIES, type ReportColumn } from "./heat.ts";
import { importMessages } from "./messages.ts";
import styles from "./report.module.css";
import { useRuleSentence } from "./rule-sentences.ts";

/** One column of the file: as what it was read, and by which rules. */
export function ColumnReport({ column }: { column: ReportColumn }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const [isOpen, setOpen] = useState(false);
  const { name, field, certainties } = column;
  const counts = CERTAINTIES.filter((certainty) => certainties[certainty] > 0).map(
    (certainty) => `${texts[certainty]} ${figures.whole(certainties[certainty])}`,
  );
  return (
    <details
      id={columnPlace(name)}
      className={styles.column}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <span className={styles.name}>{name}</span>{" "}
        <span>→ {field === null ? texts.keptAside : fieldName(field, texts)}</span>{" "}
        <span className={styles.soft}>{counts.join(", ")}</span>
      </summary>
      {isOpen ? <Rules rules={column.rules} /> : null}
    </details>
  );
}

function Rules({ rules }: Pick<ReportColumn, "rules">) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const sentence = useRuleSentence();
  const sorted = rules.toSorted((one, other) => other.count - one.count);
  // A rule's examples are the same ones however sure it was of each cell.
  const isFirst = (rule: string, index: number) =>
    sorted.findIndex((one) => one.rule === rule) === index;
  return (
    <ul className={styles.rules}>
      {sorted.map(({ rule, certainty, count, examples }, index) => (
        <li key={`${rule} ${certainty}`} className={styles.rule}>
          <CertaintyMark certainty={certainty} />
          <p>
            <span className="visually-hidden">{texts[certainty]} : </span>
            {sentence(rule)}
          </p>
          <p className={styles.count}>{figures.whole(count)}</p>
          <ul className={styles.examples}>
            {(isFirst(rule, index) ? examples : []).map(({ row, raw, value }) => (
              <li key={`${row} ${raw}`} className={styles.example}>
                <span className={styles.row}>{texts.row({ row: figures.whole(row) })}</span>{" "}
                <span className={styles.raw}>{raw === "" ? texts.blank : raw}</span> →{" "}
                {value ?? texts.unknown}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
