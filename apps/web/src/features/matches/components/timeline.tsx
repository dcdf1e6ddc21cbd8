import type { Match, TimelineEvent } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { CheckField } from "../../../shared/ui/field.tsx";
import { hasUncounted, timelineItems } from "../data/timeline-view.ts";
import { matchMessages } from "../messages.ts";
import styles from "./timeline.module.css";
import { TimelineEntry } from "./timeline-entry.tsx";

interface TimelineProps {
  match: Match;
  events: TimelineEvent[];
}

/** The match along a rod: red's side at the left, blue's at the right, pauses as distance. */
export function Timeline({ match, events }: TimelineProps) {
  const texts = useMessages(matchMessages);
  const [showAll, setShowAll] = useState(false);
  const items = timelineItems(match, events, showAll);
  return (
    <section className={styles.timeline}>
      <h2>{texts.timeline}</h2>
      {items.length <= 1 && match.status === "live" ? <p>{texts.noGoals}</p> : null}
      <ol className={styles.rod}>
        {items.map((item) => (
          <TimelineEntry key={item.id} item={item} />
        ))}
      </ol>
      {hasUncounted(events) ? (
        <CheckField
          label={texts.showAll}
          checked={showAll}
          onChange={(event) => setShowAll(event.target.checked)}
        />
      ) : null}
    </section>
  );
}
