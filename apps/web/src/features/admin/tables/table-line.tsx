import type { Table } from "@babyfoot/contract";
import { useState } from "react";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLiveTable } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Badge, type BadgeTone } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import styles from "../admin.module.css";
import { adminMessages } from "../messages.ts";
import { ScreenKeyDialog } from "./screen-key-dialog.tsx";

const TONES: Record<Table["status"], BadgeTone> = {
  free: "good",
  reserved: "warn",
  playing: "live",
  maintenance: "bad",
  offline: "bad",
  retired: "quiet",
};

interface TableLineProps {
  read: Table;
  onEdit: ((table: Table) => void) | null;
}

export function TableLine({ read, onEdit }: TableLineProps) {
  const texts = useMessages(adminMessages);
  const states = useMessages(gameMessages);
  const [isOpen, setOpen] = useState(false);
  const live = useLiveTable(read.id);
  const table = live && live.version >= read.version ? live : read;
  const facts = [table.location, table.condition, texts[`sensor_${table.sensor}`]];
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>
          <Link to={paths.table(table.id)}>
            <span className={styles.code}>{table.code}</span> {table.name}
          </Link>
          <Badge tone={TONES[table.status]}>{states[table.status]}</Badge>
        </p>
        <p className={styles.facts}>
          {facts.map((fact) => (fact ? <span key={fact}>{fact}</span> : null))}
        </p>
      </div>
      {onEdit ? (
        <fieldset className={styles.actions} aria-label={`${table.code} ${table.name}`}>
          {table.status === "retired" ? null : (
            <Button aria-label={texts.screenOf({ what: table.code })} onClick={() => setOpen(true)}>
              {texts.screen}
            </Button>
          )}
          <Button aria-label={texts.editOf({ what: table.code })} onClick={() => onEdit(table)}>
            {texts.edit}
          </Button>
          {isOpen ? <ScreenKeyDialog table={table} onClose={() => setOpen(false)} /> : null}
        </fieldset>
      ) : null}
    </li>
  );
}
