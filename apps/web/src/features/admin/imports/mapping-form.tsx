import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { fieldName } from "./field-names.ts";
import { FileDrop } from "./file-drop.tsx";
import styles from "./imports.module.css";
import type { Mapping } from "./imports.ts";
import { importMessages } from "./messages.ts";
import report from "./report.module.css";
import { FIELDS } from "./rule-sentences.ts";

interface MappingFormProps {
  /** Theirs. */
  columns: readonly string[];
  /** Fields of ours that other columns are read as. */
  taken: readonly string[];
  before: Mapping;
  /** Null where the browser no longer has it: then it is asked for. */
  file: File | null;
  pending: boolean;
  onRead: (file: File, mapping: Mapping) => void;
}

/** Says which of their columns is which of ours; the file is then read again. */
export function MappingForm({ columns, taken, before, file: had, ...act }: MappingFormProps) {
  const texts = useMessages(importMessages);
  const [file, setFile] = useState(had);
  const [chosen, setChosen] = useState<Mapping>(before);
  const free = FIELDS.filter((field) => !taken.includes(field));
  const isTaken = (field: string, column: string) =>
    Object.entries(chosen).some(([other, its]) => other !== column && its === field);
  const isAnswered = Object.values(chosen).some((field) => field !== null);
  const choose = (column: string, field: string) =>
    setChosen({ ...chosen, [column]: field === "" ? null : field });
  return (
    <section className={report.section}>
      <h2 className={report.title}>{texts.mappingTitle}</h2>
      <p className={styles.text}>{texts.mappingText}</p>
      <Form onSubmit={() => file && act.onRead(file, chosen)}>
        <div className={styles.mapping}>
          {columns.map((column) => (
            <SelectField
              key={column}
              label={column}
              value={chosen[column] ?? ""}
              onChange={({ target }) => choose(column, target.value)}
            >
              <option value="">{texts.aside}</option>
              {free.map((field) => (
                <option key={field} value={field} disabled={isTaken(field, column)}>
                  {fieldName(field, texts)}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
        {had || !isAnswered ? null : (
          <>
            <p>{texts.fileAgain}</p>
            <FileDrop file={file} onFile={setFile} />
          </>
        )}
        <Button type="submit" disabled={file === null || !isAnswered} pending={act.pending}>
          {texts.readAgain}
        </Button>
      </Form>
    </section>
  );
}
