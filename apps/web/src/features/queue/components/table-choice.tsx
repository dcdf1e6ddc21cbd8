import type { Table, VenueQueue } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { waitIn } from "../../../shared/queue/queue.ts";
import { useWaitText } from "../../../shared/queue/use-wait-text.ts";
import { useSession } from "../../../shared/session/session.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { countBefore } from "../data/others.ts";
import { useJoin } from "../data/use-place-actions.ts";
import { lineMessages } from "../messages.ts";
import styles from "./table-choice.module.css";

interface TableChoiceProps {
  tables: readonly Table[];
  line: VenueQueue;
  /** The one that the page offers already. */
  but: string | null;
}

/** Every table with its own wait, for who wants a certain one. */
export function TableChoice({ tables, line, but }: TableChoiceProps) {
  const texts = useMessages(lineMessages);
  const others = tables.filter(({ id }) => id !== but);
  if (others.length === 0) return null;
  return (
    <section className={styles.choice}>
      <h2 className={styles.title}>{texts.oneTable}</h2>
      <ul className={styles.tables}>
        {others.map((table) => (
          <Row key={table.id} table={table} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Row({ table, line }: { table: Table; line: VenueQueue }) {
  const texts = useMessages(lineMessages);
  const states = useMessages(gameMessages);
  const waitText = useWaitText();
  const joining = useJoin();
  const seconds = waitIn(line, table.id);
  const count = countBefore(line.items, { tableId: table.id });
  const before = count === 0 ? null : texts.beforeShort({ count });
  const isBroken = table.status === "maintenance";
  return (
    <li className={styles.row}>
      <span className={classNames(styles.code, styles[table.status])}>{table.code}</span>
      <div className={styles.words}>
        <p className={styles.name}>{table.name}</p>
        {isBroken ? (
          <p className={styles.state}>{texts.inRepair}</p>
        ) : (
          <>
            <p>{waitText(seconds)}</p>
            <p className={styles.state}>
              {[states[table.status], before].filter(Boolean).join(", ")}
            </p>
          </>
        )}
        <ProblemNote error={joining.error} />
      </div>
      {isBroken ? null : (
        <WaitHere
          table={table}
          isFree={seconds === 0}
          pending={joining.pending}
          onJoin={() => joining.run({ tableId: table.id })}
        />
      )}
    </li>
  );
}

interface WaitHereProps {
  table: Table;
  isFree: boolean;
  pending: boolean;
  onJoin: () => void;
}

function WaitHere({ table, isFree, pending, onJoin }: WaitHereProps) {
  const texts = useMessages(lineMessages);
  const { status } = useSession();
  const { id, venueId, code } = table;
  const label = isFree ? texts.takeShort : texts.waitShort;
  const name = isFree ? texts.take({ code }) : texts.waitFor({ code });
  if (status === "out") {
    const back = paths.queue({ venue: venueId, table: id });
    return (
      <Link to={paths.signIn(back)} className={buttonClass("plain")} aria-label={name}>
        {label}
      </Link>
    );
  }
  return (
    <Button aria-label={name} pending={pending} onClick={onJoin}>
      {label}
    </Button>
  );
}
