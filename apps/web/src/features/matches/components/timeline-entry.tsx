import type { CSSProperties } from "react";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { clockText } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { isScoring, type TimelineItem } from "../data/timeline-view.ts";
import { matchMessages } from "../messages.ts";
import styles from "./timeline.module.css";

/** One thing that happened, on its side of the rod. */
export function TimelineEntry({ item }: { item: TimelineItem }) {
  const scoring = isScoring(item.kind) && item.side !== null;
  return (
    <li
      className={classNames(
        styles.entry,
        scoring ? styles[item.side ?? ""] : styles.middle,
        item.undone && styles.undone,
      )}
      style={{ "--gap": item.gap } as CSSProperties}
    >
      {scoring ? <GoalEntry item={item} /> : <PlainEntry item={item} />}
    </li>
  );
}

function GoalEntry({ item }: { item: TimelineItem }) {
  const texts = useMessages(matchMessages);
  const sides = useMessages(gameMessages);
  const { scoreRed: red, scoreBlue: blue } = item;
  if (item.side === null) return null;
  return (
    <>
      <span className={styles.bead}>
        <SideMark side={item.side} size="1.5rem" />
      </span>
      <p className={styles.words}>
        <span className={styles.score}>
          <span role="img" aria-label={sides.score({ red, blue })}>
            {red}–{blue}
          </span>
        </span>
        <span className={styles.who}>
          <span className={item.kind === "goal" && item.scorer ? "visually-hidden" : undefined}>
            {texts[nameOf(item)]} <span className="visually-hidden">{sides[item.side]}</span>{" "}
          </span>
          {item.scorer}
        </span>
        <Aside item={item} />
      </p>
    </>
  );
}

function PlainEntry({ item }: { item: TimelineItem }) {
  const texts = useMessages(matchMessages);
  const sides = useMessages(gameMessages);
  return (
    <p className={styles.plate}>
      <span className={styles.who}>
        {texts[nameOf(item)]}
        {item.side ? `, ${sides[item.side].toLowerCase()}` : ""}
      </span>{" "}
      <Aside item={item} />
    </p>
  );
}

/** When, by whom, and whether it still counts. */
function Aside({ item }: { item: TimelineItem }) {
  const texts = useMessages(matchMessages);
  const parts = [
    clockText(item.clock),
    item.byName ? texts.byName({ name: item.byName }) : null,
    item.undone ? texts.undoneMark : null,
  ];
  return <span className={styles.aside}>{parts.filter(Boolean).join(", ")}</span>;
}

function nameOf({ kind }: TimelineItem) {
  return kind === "finished" ? "finishedEvent" : kind;
}
