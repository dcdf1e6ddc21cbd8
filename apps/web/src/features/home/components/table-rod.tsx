import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLiveTable } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { groupOf } from "../data/table-order.ts";
import { homeMessages } from "../messages.ts";
import styles from "./table-rod.module.css";

/** All tables as beads on a rod: filled while a match is on, ringed while free, struck through when closed. */
export function TableRod({ ids }: { ids: string[] }) {
  const texts = useMessages(homeMessages);
  return (
    <nav className={styles.rods} aria-label={texts.allTables}>
      {ids.map((id) => (
        <Bead key={id} id={id} />
      ))}
    </nav>
  );
}

function lookOf(table: Table): string {
  return table.status === "free" || table.status === "reserved" ? table.status : groupOf(table);
}

function Bead({ id }: { id: string }) {
  const texts = useMessages(homeMessages);
  const states = useMessages(gameMessages);
  const table = useLiveTable(id);
  if (!table) return null;
  return (
    <Link
      to={paths.table(id)}
      className={classNames(styles.bead, styles[lookOf(table)])}
      aria-label={texts.tableState({ code: table.code, state: states[table.status] })}
    >
      {table.code}
    </Link>
  );
}
