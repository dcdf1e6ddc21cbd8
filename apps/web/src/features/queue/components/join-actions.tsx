import type { QueueJoin, Table, VenueQueue } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { waitIn } from "../../../shared/queue/queue.ts";
import { useWaitText } from "../../../shared/queue/use-wait-text.ts";
import { useSession } from "../../../shared/session/session.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import { heldFor } from "../data/held-for.ts";
import { useJoin } from "../data/use-place-actions.ts";
import { lineMessages } from "../messages.ts";
import styles from "./join.module.css";

interface JoinActionsProps {
  venue: Venue;
  line: VenueQueue;
  /** The one table that the person came for. */
  wanted: Table | undefined;
}

/** The page's main action: to join, for the table one came for or for any. */
export function JoinActions({ venue, line, wanted }: JoinActionsProps) {
  const texts = useMessages(lineMessages);
  const waitText = useWaitText();
  const any = { venueId: venue.id };
  const time = heldFor(venue.policy.queueOfferSeconds);
  return (
    <div className={styles.actions}>
      {wanted ? (
        <Join
          wish={{ tableId: wanted.id }}
          back={paths.queue({ venue: venue.id, table: wanted.id })}
          label={labelFor(waitIn(line, wanted.id) === 0, {
            take: texts.take({ code: wanted.code }),
            wait: texts.waitFor({ code: wanted.code }),
          })}
        />
      ) : (
        <Join
          wish={any}
          back={paths.queue({ venue: venue.id })}
          label={labelFor(waitIn(line, null) === 0, {
            take: texts.takeAny,
            wait: texts.waitForAny,
          })}
        />
      )}
      {wanted ? (
        <JoinAny wish={any} label={texts.orAny({ wait: waitText(waitIn(line, null)) })} />
      ) : null}
      <p className={styles.how}>{texts.how({ time })}</p>
    </div>
  );
}

const labelFor = (isFree: boolean, labels: { take: string; wait: string }): string =>
  isFree ? labels.take : labels.wait;

interface JoinProps {
  wish: QueueJoin;
  /** Where one is after signing in. */
  back: string;
  label: string;
}

function Join({ wish, back, label }: JoinProps) {
  const texts = useMessages(lineMessages);
  const { status } = useSession();
  const joining = useJoin();
  if (status === "out") {
    return (
      <p>
        <Link to={paths.signIn(back)} className={buttonClass("primary")}>
          {texts.signIn}
        </Link>
      </p>
    );
  }
  return (
    <>
      <ProblemNote error={joining.error} />
      <p>
        <Button
          look="primary"
          className={styles.main}
          pending={joining.pending}
          onClick={() => joining.run(wish)}
        >
          {label}
        </Button>
      </p>
    </>
  );
}

function JoinAny({ wish, label }: { wish: QueueJoin; label: string }) {
  const { status } = useSession();
  const joining = useJoin();
  if (status !== "in") return null;
  return (
    <>
      <ProblemNote error={joining.error} />
      <p>
        <Button pending={joining.pending} onClick={() => joining.run(wish)}>
          {label}
        </Button>
      </p>
    </>
  );
}
