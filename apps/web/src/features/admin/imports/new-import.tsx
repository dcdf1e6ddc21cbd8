import type { Venue } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckField, SelectField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { Failure } from "./failure.tsx";
import { FileDrop } from "./file-drop.tsx";
import { headerOf } from "./header.ts";
import styles from "./imports.module.css";
import type { Mapping } from "./imports.ts";
import { MappingForm } from "./mapping-form.tsx";
import { importMessages } from "./messages.ts";
import { ProgressRod } from "./progress-rod.tsx";
import { refusalOf } from "./refusal.ts";
import { type Upload, useUpload } from "./use-upload.ts";

/** A file is chosen, sent, and looked at before anything changes. */
export function NewImport({ venues }: { venues: readonly Venue[] }) {
  const texts = useMessages(importMessages);
  const uploading = useUpload();
  const [file, setFile] = useState<File | null>(null);
  const [venueId, setVenueId] = useState<string | undefined>(undefined);
  const [preview, setPreview] = useState(true);
  const [repairSides, setRepairSides] = useState(false);
  const [mapping, setMapping] = useState<Mapping>({});
  if (uploading.share !== null) return <Sending uploading={uploading} share={uploading.share} />;
  const send = (names: Mapping) => {
    setMapping(names);
    const options = { venueId: venueId ?? venues[0]?.id, preview, repairSides, mapping: names };
    if (file) uploading.send(file, options);
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setMapping({});
    uploading.forget();
  };
  const refusal = refusalOf(uploading.error);
  return (
    <>
      <Form onSubmit={() => send({})}>
        <FileDrop file={file} onFile={choose} />
        {venues.length > 1 ? (
          <SelectField
            label={texts.venue}
            value={venueId}
            onChange={({ target }) => setVenueId(target.value)}
          >
            {venues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        ) : null}
        {file ? (
          <>
            <div>
              <CheckField
                label={texts.previewFirst}
                checked={preview}
                onChange={({ target }) => setPreview(target.checked)}
              />
              <CheckField
                label={texts.repairSides}
                checked={repairSides}
                onChange={({ target }) => setRepairSides(target.checked)}
              />
            </div>
            <Button type="submit" look="primary">
              {texts.read}
            </Button>
          </>
        ) : null}
        {refusal ? <Failure refusal={refusal} /> : <ProblemNote error={uploading.error} />}
      </Form>
      {file && refusal?.code === "missing_columns" ? (
        <NamesOfTheirs file={file} before={mapping} onRead={send} />
      ) : null}
    </>
  );
}

function Sending({ uploading, share }: { uploading: Upload; share: number }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  return (
    <div className={styles.running}>
      <p className={styles.stage}>{texts.sending({ share: figures.share(share) })}</p>
      <ProgressRod label={texts.progress} share={share} />
      <p>
        <Button onClick={uploading.stop}>{texts.stop}</Button>
      </p>
    </div>
  );
}

interface NamesProps {
  file: File;
  before: Mapping;
  onRead: (mapping: Mapping) => void;
}

/** The columns of a file that another school has named, to be matched with ours. */
function NamesOfTheirs({ file, before, onRead }: NamesProps) {
  const header = useQuery({
    queryKey: ["imports", "header", file.name, file.size, file.lastModified],
    queryFn: () => headerOf(file),
  });
  if (!header.data || header.data.length === 0) return null;
  return (
    <MappingForm
      columns={header.data}
      taken={[]}
      before={before}
      file={file}
      pending={false}
      onRead={(_file, mapping) => onRead(mapping)}
    />
  );
}
