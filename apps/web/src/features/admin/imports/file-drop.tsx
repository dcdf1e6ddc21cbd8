import { type DragEvent, useId, useState } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { FoosballMan } from "../../../shared/ui/foosball-man.tsx";
import styles from "./file-drop.module.css";
import { importMessages } from "./messages.ts";

interface FileDropProps {
  file: File | null;
  onFile: (file: File) => void;
}

/** A file, dropped on the table or chosen. */
export function FileDrop({ file, onFile }: FileDropProps) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it
    <div
      className={classNames(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FoosballMan size={56} />
      <p className={styles.title}>
        {file
          ? texts.chosen({
              name: file.name,
              size: texts.megabytes({ size: figures.tenths(Math.max(0.1, file.size / 1e6)) }),
            })
          : texts.dropTitle}
      </p>
      {file ? null : <p className={styles.text}>{texts.dropText}</p>}
      <input
        id={id}
        type="file"
        accept=".csv,.gz,text/csv,application/gzip"
        className={classNames("visually-hidden", styles.input)}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) onFile(chosen);
        }}
      />
      <label htmlFor={id} className={buttonClass("plain")}>
        {file ? texts.another : texts.choose}
      </label>
    </div>
  );
}
