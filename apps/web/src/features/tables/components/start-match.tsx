import type { Table } from "@babyfoot/contract";
import { lazy, Suspense, useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { useSession } from "../../../shared/session/session.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { tableMessages } from "../messages.ts";

const StartMatchDialog = lazy(() =>
  import("./start-match-dialog.tsx").then((module) => ({ default: module.StartMatchDialog })),
);

/** Begins a match by hand, where the table can be played on. */
export function StartMatch({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  const { status, user } = useSession();
  const [open, setOpen] = useState(false);
  if (table.status === "maintenance" || table.status === "retired") return null;
  if (status !== "in") {
    return (
      <Link to={paths.signIn(paths.table(table.id))} className={buttonClass("primary")}>
        {texts.signInToStart}
      </Link>
    );
  }
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {texts.start}
      </Button>
      <Suspense>
        {open ? (
          <StartMatchDialog table={table} user={user} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
