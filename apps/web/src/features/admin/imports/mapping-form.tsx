import type { ImportDetail } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { fieldName } from "./field-names.ts";
import { FileDrop } from "./file-drop.tsx";
import styles from "./imports.module.css";
import { type Mapping, takeStep } from "./imports.ts";
import { importMessages } from "./messages.ts";
import { ProgressRod } from "./progress-rod.tsx";
import report from "./report.module.css";
import { FIELDS } from "./rule-sentences.ts";
import { sentAs } from "./upload.ts";
import { useUpload } from "./use-upload.ts";

/** What a previewed file has beyond what we know. */
export function UnknownColumns({ found }: { found: ImportDetail }) {
  const columns = found.report?.columns ?? [];
  const unknown = columns.filter(({ field }) => field === null).map(({ name }) => name);
  const taken = columns.flatMap(({ field }) => field ?? []);
  if (unknown.length === 0) return null;
  return <MappingForm found={found} columns={unknown} taken={taken} />;
}

interface MappingFormProps {
  found: ImportDetail;
  /** Theirs. */
  columns: readonly string[];
  /** Fields of ours that other columns are read as. */
  taken: readonly string[];
}

/** Says which of their columns is which of ours; the file is then read again. */
export function MappingForm({ found, columns, taken }: MappingFormProps) {
  const texts = useMessages(importMessages);
  const before = sentAs(found.id);
  const [file, setFile] = useState(before?.file ?? null);
  const [chosen, setChosen] = useState<Mapping>(before?.options.mapping ?? {});
  const uploading = useUpload();
  const free = FIELDS.filter((field) => !taken.includes(field));
  const isTaken = (field: string, column: string) =>
    Object.entries(chosen).some(([other, its]) => other !== column && its === field);
  const isAnswered = Object.values(chosen).some((field) => field !== null);
  const readAgain = async () => {
    if (!file) return;
    // What was only looked at gives way; should it be gone already, so much the better.
    if (found.status === "previewed") {
      await takeStep(found, "cancel", crypto.randomUUID()).catch(() => undefined);
    }
    const { venueId } = found;
    const repairSides = before?.options.repairSides ?? false;
    uploading.send(file, { venueId, preview: true, repairSides, mapping: chosen });
  };
  return (
    <section className={report.section}>
      <h2 className={report.title}>{texts.mappingTitle}</h2>
      <p className={styles.text}>{texts.mappingText}</p>
      <Form onSubmit={() => void readAgain()}>
        <div className={styles.mapping}>
          {columns.map((column) => (
            <SelectField
              key={column}
              label={column}
              value={chosen[column] ?? ""}
              onChange={({ target }) =>
                setChosen({ ...chosen, [column]: target.value === "" ? null : target.value })
              }
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
        {before || !isAnswered ? null : (
          <>
            <p>{texts.fileAgain}</p>
            <FileDrop file={file} onFile={setFile} />
          </>
        )}
        {uploading.share === null ? null : (
          <ProgressRod label={texts.progress} share={uploading.share} />
        )}
        <ProblemNote error={uploading.error} />
        <Button
          type="submit"
          disabled={file === null || !isAnswered}
          pending={uploading.share !== null}
        >
          {texts.readAgain}
        </Button>
      </Form>
    </section>
  );
}
