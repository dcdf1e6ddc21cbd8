import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { More } from "../../../shared/ui/more.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { peopleQuery } from "../admin.ts";
import { AdminFrame } from "../admin-frame.tsx";
import { adminMessages } from "../messages.ts";
import { PersonLine } from "./person-line.tsx";

export function AdminPeoplePage() {
  const texts = useMessages(adminMessages);
  const [typed, setTyped] = useState("");
  return (
    <AdminFrame title={texts.people} atLeast="admin">
      <TextField
        type="search"
        label={texts.search}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <People search={typed.trim()} />
    </AdminFrame>
  );
}

function People({ search }: { search: string }) {
  const texts = useMessages(adminMessages);
  const people = useInfiniteQuery({
    ...peopleQuery(useDeferredValue(search)),
    placeholderData: keepPreviousData,
  });
  if (people.isPending) return <Skeleton height="4rem" count={5} />;
  if (people.isError && !people.data) {
    return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  }
  const found = people.data.pages.flatMap((page) => page.items);
  if (found.length === 0) return <EmptyState title={texts.nobody} />;
  return (
    <>
      <ul className={styles.list}>
        {found.map((person) => (
          <PersonLine key={person.id} person={person} />
        ))}
      </ul>
      <More list={people} />
    </>
  );
}
