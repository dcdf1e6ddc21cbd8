import type { ImportDetail } from "@babyfoot/contract";
import { type KeyboardEvent, memo, useCallback, useRef, useState } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { WoodenFrame } from "../../../shared/ui/wooden-frame.tsx";
import { CertaintyMark } from "./certainty-legend.tsx";
import styles from "./first-rows.module.css";
import { importMessages } from "./messages.ts";
import report from "./report.module.css";
import { useRuleSentence } from "./rule-sentences.ts";

type Row = ImportDetail["preview"][number];

interface Spot {
  row: number;
  column: number;
}

const MOVES: Record<string, Spot> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** What would become of the first rows: each cell by how sure it is, its rule in words where one points. */
export function FirstRows({ rows }: { rows: readonly Row[] }) {
  const texts = useMessages(importMessages);
  const [spot, setSpot] = useState<Spot | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const columns = rows[0]?.cells.map(({ column }) => column) ?? [];
  const pick = useCallback((row: number, column: number) => setSpot({ row, column }), []);
  const move = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    if (!step) return;
    event.preventDefault();
    const { row, column } = spot ?? { row: -step.row, column: -step.column };
    const next = {
      row: Math.min(rows.length - 1, Math.max(0, row + step.row)),
      column: Math.min(columns.length - 1, Math.max(0, column + step.column)),
    };
    setSpot(next);
    const cell = table.current?.tBodies[0]?.rows[next.row]?.cells[next.column + 1];
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return (
    <section className={report.section}>
      <h2 className={report.title}>{texts.firstRows}</h2>
      <p className={report.text}>{texts.firstRowsText}</p>
      <WoodenFrame>
        <section
          className={styles.scroll}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: one walks through its cells by the arrow keys
          tabIndex={0}
          aria-label={texts.firstRows}
          onKeyDown={move}
        >
          <table ref={table} className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{texts.rowColumn}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <PreviewRow
                  key={row.row}
                  row={row}
                  index={index}
                  chosen={spot?.row === index ? spot.column : null}
                  onPick={pick}
                />
              ))}
            </tbody>
          </table>
        </section>
      </WoodenFrame>
      <Explained row={spot ? rows[spot.row] : undefined} column={spot?.column ?? 0} />
    </section>
  );
}

interface PreviewRowProps {
  row: Row;
  index: number;
  chosen: number | null;
  onPick: (row: number, column: number) => void;
}

const PreviewRow = memo(function PreviewRow({ row, index, chosen, onPick }: PreviewRowProps) {
  const texts = useMessages(importMessages);
  return (
    <tr>
      <th scope="row">{row.row}</th>
      {row.cells.map((cell, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys choose cells as well
        <td
          key={cell.column}
          className={classNames(styles[cell.certainty], chosen === column && styles.chosen)}
          onClick={() => onPick(index, column)}
        >
          {cell.certainty === "kept" || cell.certainty === "empty" ? (
            cell.raw
          ) : (
            <>
              <span className={styles.raw}>{cell.raw}</span>
              <span className="visually-hidden"> {texts[cell.certainty]} </span>
              <span className={styles.value}>{cell.value ?? texts.unknown}</span>
            </>
          )}
        </td>
      ))}
    </tr>
  );
});

function Explained({ row, column }: { row: Row | undefined; column: number }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const sentence = useRuleSentence();
  const cell = row?.cells[column];
  return (
    <div className={styles.explained} aria-live="polite">
      {row && cell ? (
        <>
          <p className={styles.where}>
            <CertaintyMark certainty={cell.certainty} />
            {texts.cellSaid({
              column: cell.column,
              row: figures.whole(row.row),
              certainty: texts[cell.certainty],
            })}
          </p>
          <p>
            {texts.becomes({
              raw: cell.raw === "" ? texts.blank : cell.raw,
              value: cell.value ?? texts.unknown,
            })}
          </p>
          <p>{sentence(cell.rule)}</p>
        </>
      ) : (
        <p>{texts.pickCell}</p>
      )}
    </div>
  );
}
