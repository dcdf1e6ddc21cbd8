import { useEffect, useRef } from "react";
import type { ApiProblem } from "../../../shared/api/problem.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Note } from "../../../shared/ui/states.tsx";
import { reservationMessages } from "../messages.ts";
import styles from "./alternatives.module.css";

/** What pressing one does, in words: at a time of the same day, or of another one. */
export interface AlternativeLabels {
  at: (values: { time: string }) => string;
  on: (values: { when: string }) => string;
}

interface AlternativesProps {
  problem: ApiProblem;
  timeZone: string;
  /** The start that was asked for. */
  asked: string;
  labels: AlternativeLabels;
  /** The one that is being asked for. */
  pending: string | null;
  onPick: (startsAt: string) => void;
}

/** The slot has gone: the nearest free times, each a button away. */
export function Alternatives(props: AlternativesProps) {
  const { problem, timeZone, asked, labels, pending, onPick } = props;
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const first = useRef<HTMLDivElement>(null);
  const { alternatives } = problem;
  const labelOf = (startsAt: string) => {
    const [day, time] = [format.day(startsAt), format.time(startsAt)];
    if (day === format.day(asked)) return labels.at({ time });
    return labels.on({ when: texts.when({ day, time }) });
  };
  // What was pressed has gone; the keyboard goes on at what takes its place.
  useEffect(() => first.current?.querySelector("button")?.focus(), []);
  if (alternatives.length === 0) return <Note>{`${texts.taken} ${texts.takenNoMore}`}</Note>;
  return (
    <>
      <Note>{texts.takenThen}</Note>
      <div ref={first} className={styles.alternatives}>
        {alternatives.map((startsAt, index) => (
          <Button
            key={startsAt}
            look={index === 0 ? "primary" : "plain"}
            pending={pending === startsAt}
            disabled={pending !== null}
            onClick={() => onPick(startsAt)}
          >
            {labelOf(startsAt)}
          </Button>
        ))}
      </div>
    </>
  );
}
