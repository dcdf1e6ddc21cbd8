import type { Table, WeeklyAnswer } from "@babyfoot/contract";
import { ApiProblem } from "../../../shared/api/problem.ts";
import { useProblemText } from "../../../shared/api/use-problem-text.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { Note } from "../../../shared/ui/states.tsx";
import { bookingsMessages } from "./messages.ts";
import styles from "./series-outcome.module.css";

type Item = WeeklyAnswer["items"][number];

interface SeriesOutcomeProps {
  items: readonly Item[];
  tables: readonly Table[];
  timeZone: string;
  pending: boolean;
  onBook: () => void;
}

/** Each date with what would become of it, and the button that books what is free. */
export function SeriesOutcome({ items, tables, timeZone, pending, onBook }: SeriesOutcomeProps) {
  const texts = useMessages(bookingsMessages);
  const count = items.filter(({ outcome }) => outcome === "free").length;
  return (
    <section className={styles.outcome} aria-label={texts.result}>
      <ul className={styles.list}>
        {items.map((item) => (
          <OutcomeLine
            key={`${item.tableId} ${item.startsAt}`}
            item={item}
            code={tables.find(({ id }) => id === item.tableId)?.code ?? ""}
            timeZone={timeZone}
          />
        ))}
      </ul>
      {count === 0 ? (
        <Note>{texts.nothingFree}</Note>
      ) : (
        <p>
          <Button look="primary" pending={pending} onClick={onBook}>
            {texts.bookFree({ count })}
          </Button>
        </p>
      )}
    </section>
  );
}

function OutcomeLine({ item, code, timeZone }: { item: Item; code: string; timeZone: string }) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(timeZone);
  const why = useRefusal(item, timeZone);
  const { startsAt, outcome } = item;
  return (
    <li className={styles.line}>
      <span className={styles.when}>
        {texts.at({ day: format.day(startsAt), time: format.time(startsAt) })}
      </span>
      <span className={styles.code}>{code}</span>
      {outcome === "free" ? (
        <Badge tone="good">{texts.free}</Badge>
      ) : (
        <span className={styles.why}>{why}</span>
      )}
    </li>
  );
}

/** Why a date cannot be had, in few words, and what is free near it. */
function useRefusal({ startsAt, outcome, alternatives }: Item, timeZone: string): string {
  const texts = useMessages(bookingsMessages);
  const problemText = useProblemText();
  const format = useFormat(timeZone);
  const times = alternatives.map((at) =>
    format.day(at) === format.day(startsAt)
      ? format.time(at)
      : texts.at({ day: format.day(at), time: format.time(at) }),
  );
  if (times.length > 0) return texts.nearest({ times: times.join(", ") });
  switch (outcome) {
    case "slot_taken":
    case "outside_opening_hours":
    case "table_unavailable":
    case "in_the_past":
      return texts[outcome];
    default:
      return problemText(new ApiProblem({ code: outcome }));
  }
}
