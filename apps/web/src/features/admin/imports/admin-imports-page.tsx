import type { Import } from "@babyfoot/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { More } from "../../../shared/ui/more.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { venuesQuery } from "../../../shared/venue/venues.ts";
import admin from "../admin.module.css";
import { AdminFrame } from "../admin-frame.tsx";
import { ImportBadge } from "./import-badge.tsx";
import styles from "./imports.module.css";
import { importsQuery } from "./imports.ts";
import { importMessages } from "./messages.ts";
import { NewImport } from "./new-import.tsx";

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
                games: figures.counted(counts.games),
                lines: figures.counted(counts.lines),
                players: figures.counted(counts.players),
              })}
            </span>
          ) : null}
        </p>
      </div>
    </li>
  );
}
