import type { Table } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive, useLiveTable } from "../../../shared/live/use-live.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { BigBoard } from "../components/big-board.tsx";
import { CodeKeypad } from "../components/code-keypad.tsx";
import { IdleBoard } from "../components/idle-board.tsx";
import { ScreenFrame } from "../components/screen-frame.tsx";
import { ScreenNote } from "../components/screen-note.tsx";
import { TapGreeting } from "../components/tap-greeting.tsx";
import { WhoNext } from "../components/who-next.tsx";
import { useScreenKey } from "../data/screen-key.ts";
import { useShownMatch } from "../data/shown-match.ts";
import { useShownTap } from "../data/shown-tap.ts";
import { useScreenTables } from "../data/use-screen.ts";
import { screenMessages } from "../messages.ts";

/** The television beside a table, addressed by the table's code or id. */
export function TableScreenPage({ params: { table: wanted = "" } }: PageProps) {
  const texts = useMessages(screenMessages);
  const { data, failureCount } = useScreenTables();
  const name = wanted.toLowerCase();
  const found = data?.find((table) => table.code.toLowerCase() === name || table.id === name);
  const title = texts.tableTitle({ code: found?.code ?? wanted });
  if (found) return <TableScreen id={found.id} read={found} title={title} />;
  return (
    <ScreenFrame title={title} heading={wanted} footer={<span />}>
      {data ? (
        <ScreenNote title={texts.unknownTable({ code: wanted })} text={texts.unknownText} />
      ) : null}
      {!data && failureCount > 0 ? (
        <ScreenNote title={texts.unreachable} text={texts.unreachableText} />
      ) : null}
    </ScreenFrame>
  );
}

function TableScreen({ id, read, title }: { id: string; read: Table; title: string }) {
  useLive({ tableId: id });
  const table = useLiveTable(id) ?? read;
  const match = useShownMatch(table);
  const key = useScreenKey(id);
  return (
    <ScreenFrame
      title={title}
      heading={`${table.code} ${table.name}`}
      footer={<WhoNext table={table} />}
    >
      {match ? <BigBoard match={match} /> : <IdleBoard table={table} screenKey={key} />}
      <TapLayer table={table} screenKey={key} />
    </ScreenFrame>
  );
}

/** What the last tap has led to, before everything else. */
function TapLayer({ table, screenKey }: { table: Table; screenKey: string | null }) {
  const tap = useShownTap(table.id, screenKey !== null);
  const [closed, setClosed] = useState("");
  if (tap === null || tap.at === closed) return null;
  if (tap.reason === "unknown_card" && screenKey !== null) {
    const close = () => setClosed(tap.at);
    return <CodeKeypad key={tap.at} tableId={table.id} screenKey={screenKey} onClose={close} />;
  }
  return <TapGreeting tap={tap} venueId={table.venueId} />;
}
