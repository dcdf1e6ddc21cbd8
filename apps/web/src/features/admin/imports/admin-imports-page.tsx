import type { Import, Venue } from "@babyfoot/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckField, SelectField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { More } from "../../../shared/ui/more.tsx";
import { EmptyState, ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { venuesQuery } from "../../../shared/venue/venues.ts";
import admin from "../admin.module.css";
import { AdminFrame } from "../admin-frame.tsx";
import { FileDrop } from "./file-drop.tsx";
import { ImportBadge } from "./import-badge.tsx";
import styles from "./imports.module.css";
import { importsQuery } from "./imports.ts";
import { importMessages } from "./messages.ts";
import { ProgressRod } from "./progress-rod.tsx";
import { useUpload } from "./use-upload.ts";

export function AdminImportsPage() {
  const texts = useMessages(importMessages);
  const venues = useQuery(venuesQuery).data?.items ?? [];
  return (
    <AdminFrame title={texts.title} atLeast="admin">
      <p className={styles.text}>{texts.intro}</p>
      <NewImport venues={venues} />
      <section className={styles.section}>
        <h2 className={styles.title}>{texts.earlier}</h2>
        <Earlier />
      </section>
    </AdminFrame>
  );
}

function NewImport({ venues }: { venues: readonly Venue[] }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const uploading = useUpload();
  const [file, setFile] = useState<File | null>(null);
  const [venueId, setVenueId] = useState<string | undefined>(undefined);
  const [preview, setPreview] = useState(true);
  const [repairSides, setRepairSides] = useState(false);
  if (uploading.share !== null) {
    const said = texts.sending({ share: figures.share(uploading.share) });
    return (
      <div className={styles.running}>
        <p className={styles.stage}>{said}</p>
        <ProgressRod label={texts.progress} share={uploading.share} />
        <p>
          <Button onClick={uploading.stop}>{texts.stop}</Button>
        </p>
      </div>
    );
  }
  const send = () => {
    const options = { venueId: venueId ?? venues[0]?.id, preview, repairSides, mapping: {} };
    if (file) uploading.send(file, options);
  };
  return (
    <Form onSubmit={send}>
      <FileDrop file={file} onFile={setFile} />
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
      <ProblemNote error={uploading.error} />
    </Form>
  );
}

function Earlier() {
  const texts = useMessages(importMessages);
  const list = useInfiniteQuery(importsQuery);
  if (list.isPending) return <Skeleton height="4rem" count={3} />;
  if (!list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const imports = list.data.pages.flatMap(({ items }) => items);
  if (imports.length === 0) {
    return (
      <EmptyState title={texts.noneTitle}>
        <p>{texts.noneText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={admin.list}>
        {imports.map((one) => (
          <EarlierImport key={one.id} found={one} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

function EarlierImport({ found }: { found: Import }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  const format = useFormat();
  const { counts } = found;
  const when = format.dateTime(found.createdAt);
  return (
    <li className={admin.item}>
      <div className={admin.what}>
        <p className={admin.name}>
          <Link to={paths.adminImport(found.id)}>{found.fileName}</Link>
          <ImportBadge status={found.status} />
        </p>
        <p className={admin.facts}>
          <span>{texts.byName({ name: found.byName ?? texts.fromShell, when })}</span>
          {counts.games > 0 ? (
            <span>
              {texts.summary({
                games: figures.whole(counts.games),
                lines: figures.whole(counts.lines),
                players: figures.whole(counts.players),
              })}
            </span>
          ) : null}
        </p>
      </div>
    </li>
  );
}
