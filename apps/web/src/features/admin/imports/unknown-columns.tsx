import type { ImportDetail } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { type Mapping, takeStep } from "./imports.ts";
import { MappingForm } from "./mapping-form.tsx";
import { importMessages } from "./messages.ts";
import { ProgressRod } from "./progress-rod.tsx";
import { sentAs } from "./upload.ts";
import { useUpload } from "./use-upload.ts";

/** What a previewed file has beyond what we know; once it is named, the file is previewed anew. */
export function UnknownColumns({ found }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const uploading = useUpload();
  const before = sentAs(found.id);
  const columns = found.report?.columns ?? [];
  const mapping = before?.options.mapping ?? {};
  const isNamed = (name: string) => typeof mapping[name] === "string";
  const open = columns.filter(({ field, name }) => field === null || isNamed(name));
  const taken = columns.flatMap(({ field, name }) => (isNamed(name) ? [] : (field ?? [])));
  if (open.length === 0) return null;
  const readAgain = async (file: File, chosen: Mapping) => {
    // What was only looked at gives way; should it be gone already, so much the better.
    await takeStep(found, "cancel", crypto.randomUUID()).catch(() => undefined);
    const repairSides = before?.options.repairSides ?? false;
    // The names that brought it here stay.
    const names = { ...mapping, ...chosen };
    uploading.send(file, { venueId: found.venueId, preview: true, repairSides, mapping: names });
  };
  return (
    <>
      <MappingForm
        columns={open.map(({ name }) => name)}
        taken={taken}
        before={mapping}
        file={before?.file ?? null}
        pending={uploading.share !== null}
        onRead={(file, chosen) => void readAgain(file, chosen)}
      />
      {uploading.share === null ? null : (
        <ProgressRod label={texts.progress} share={uploading.share} />
      )}
      <ProblemNote error={uploading.error} />
    </>
  );
}
