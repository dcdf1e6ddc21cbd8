import type { Table } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge, type BadgeTone } from "../../../shared/ui/badge.tsx";
import styles from "./table-heading.module.css";

const TONES: Record<Table["status"], BadgeTone> = {
  free: "good",
  reserved: "warn",
  playing: "live",
  maintenance: "bad",
  offline: "quiet",
  retired: "quiet",
};

export function TableHeading({ table }: { table: Table }) {
  const states = useMessages(gameMessages);
  return (
    <header className={styles.heading}>
      <h1>
        <span className={styles.code}>{table.code}</span> {table.name}
      </h1>
      <p className={styles.line}>
        <Badge tone={TONES[table.status]}>{states[table.status]}</Badge>
        {table.location ? <span>{table.location}</span> : null}
      </p>
    </header>
  );
}
