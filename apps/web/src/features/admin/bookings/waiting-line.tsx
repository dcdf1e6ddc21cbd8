import type { Venue, VenueQueue } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { lineQuery } from "../../../shared/queue/queue.ts";
import { useLineOf } from "../../../shared/queue/use-line.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import styles from "../admin.module.css";
import { takeOutOfLine } from "./bookings.ts";
import { bookingsMessages } from "./messages.ts";

type Waiter = VenueQueue["items"][number];

/** Who waits for a table just now, to take somebody out who has gone home. */
export function WaitingLine({ venue }: { venue: Venue }) {
  const texts = useMessages(bookingsMessages);
  const line = useLineOf(venue.id);
  if (line === undefined || line.items.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.line}</h2>
      <ul className={styles.list}>
        {line.items.map((waiter) => (
          <WaiterLine key={waiter.id} waiter={waiter} venue={venue} />
        ))}
      </ul>
    </section>
  );
}

function WaiterLine({ waiter, venue }: { waiter: Waiter; venue: Venue }) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(venue.timeZone);
  const now = useNow(30_000);
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { displayName, tableCode, joinedAt } = waiter;
  const reread = () => void client.invalidateQueries({ queryKey: lineQuery(venue.id).queryKey });
  const taking = useAction<void, void>({
    act: () => takeOutOfLine(waiter.id),
    onDone: () => {
      reread();
      toast(texts.takenOut({ name: displayName }));
    },
    onFailed: reread,
  });
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>{displayName}</p>
        <p className={styles.facts}>
          <span>{waiterState(waiter, texts)}</span>
          <span>
            {tableCode === null ? texts.waitsForAny : texts.waitsFor({ code: tableCode })}
          </span>
          <span>{format.ago(joinedAt, now)}</span>
        </p>
        <ProblemNote error={taking.error} />
      </div>
      <Button
        look={asked ? "danger" : "plain"}
        aria-label={texts.takeOutOf({ name: displayName })}
        pending={taking.pending}
        onClick={() => (asked ? taking.run() : setAsked(true))}
      >
        {asked ? texts.takeOutSure : texts.takeOut}
      </Button>
    </li>
  );
}

type Texts = (typeof bookingsMessages)["fr"];

function waiterState({ status, position, offer }: Waiter, texts: Texts): string {
  if (offer !== null) return texts.isOffered({ code: offer.tableCode });
  if (status === "away" || position === null) return texts.isAway;
  return texts.inPlace({ position });
}
