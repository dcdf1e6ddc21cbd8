import { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type Player } from "@babyfoot/contract";
import { dayAfter } from "@babyfoot/domain";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { PlayerSearch } from "../../../shared/players/player-search.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { More } from "../../../shared/ui/more.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { DEFAULT_TIME_ZONE, useVenue } from "../../../shared/venue/venues.ts";
import { fromLocal } from "../../../shared/venue/zoned-time.ts";
import styles from "../admin.module.css";
import { AdminFrame } from "../admin-frame.tsx";
import { alarmNames } from "../health/alarm-names.ts";
import { adminMessages } from "../messages.ts";
import audit from "./audit.module.css";
import { type AuditFilter, auditQuery } from "./audit.ts";
import { detailLines } from "./details.ts";
import { auditMessages } from "./messages.ts";
import { sentence } from "./sentence.ts";

interface Asked {
  action: AuditAction | undefined;
  actor: Player | null;
  /** Days; empty is any. */
  from: string;
  to: string;
}

const ANY: Asked = { action: undefined, actor: null, from: "", to: "" };

export function AdminAuditPage() {
  const texts = useMessages(auditMessages);
  const [asked, setAsked] = useState(ANY);
  const timeZone = useVenue()?.timeZone ?? DEFAULT_TIME_ZONE;
  const midnight = (date: string) => fromLocal(`${date}T00:00`, timeZone);
  const filter: AuditFilter = {
    action: asked.action,
    actorId: asked.actor?.id,
    from: asked.from === "" ? undefined : midnight(asked.from),
    to: asked.to === "" ? undefined : midnight(dayAfter(asked.to, 1)),
  };
  return (
    <AdminFrame title={texts.title} atLeast="admin">
      <p>{texts.text}</p>
      <Filters asked={asked} onChange={(change) => setAsked({ ...asked, ...change })} />
      <Entries filter={filter} />
    </AdminFrame>
  );
}

interface FiltersProps {
  asked: Asked;
  onChange: (change: Partial<Asked>) => void;
}

function Filters({ asked, onChange }: FiltersProps) {
  const texts = useMessages(auditMessages);
  const day = (name: "from" | "to") => ({
    type: "date",
    value: asked[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <div className={audit.filters}>
      <SelectField
        label={texts.action}
        value={asked.action ?? ""}
        onChange={({ target }) =>
          onChange({ action: AUDIT_ACTIONS.find((one) => one === target.value) })
        }
      >
        <option value="">{texts.everything}</option>
        {AUDIT_ACTIONS.map((action) => (
          <option key={action} value={action}>
            {texts[action]}
          </option>
        ))}
      </SelectField>
      <TextField label={texts.from} {...day("from")} />
      <TextField label={texts.to} {...day("to")} />
      {asked.actor ? (
        <p className={audit.actor}>
          {texts.by({ name: asked.actor.displayName })}
          <Button look="quiet" onClick={() => onChange({ actor: null })}>
            {texts.everybody}
          </Button>
        </p>
      ) : (
        <PlayerSearch label={texts.actor} taken={[]} onPick={(actor) => onChange({ actor })} />
      )}
    </div>
  );
}

function Entries({ filter }: { filter: AuditFilter }) {
  const texts = useMessages(auditMessages);
  const { data, isPending, error, refetch, ...pages } = useInfiniteQuery({
    ...auditQuery(filter),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Skeleton height="4rem" count={6} />;
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const entries = data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return (
      <EmptyState title={texts.emptyTitle}>
        <p>{texts.emptyText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      <More list={pages} />
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const texts = useMessages(auditMessages);
  const admin = useMessages(adminMessages);
  const alarms = useMessages(alarmNames);
  const venue = useVenue(entry.venueId ?? undefined);
  const format = useFormat(venue?.timeZone ?? DEFAULT_TIME_ZONE);
  const lines = detailLines(entry, { texts, admin, format });
  return (
    <li className={audit.entry}>
      <time className={audit.at} dateTime={entry.at}>
        {format.dateTime(entry.at)}
      </time>
      <div className={styles.what}>
        <p>{sentence(entry, { texts, alarms, format, venueName: venue?.name })}</p>
        {lines.length === 0 ? null : (
          <ul className={audit.lines}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
