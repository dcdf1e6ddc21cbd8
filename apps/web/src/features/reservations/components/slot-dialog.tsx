import type { Reservation } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { currentPlace } from "../../../shared/navigation/location.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { type User, useSession } from "../../../shared/session/session.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { standingQuery } from "../data/reservations.ts";
import type { SlotAsked } from "../data/slot-asked.ts";
import { reservationMessages } from "../messages.ts";
import { BookForm } from "./book-form.tsx";
import { MoveForm } from "./move-form.tsx";
import { SuspensionNote } from "./standing-note.tsx";

interface SlotDialogProps {
  asked: SlotAsked;
  /** The reservation that is being moved; null to make a new one. */
  moving: Reservation | null;
  onClose: () => void;
  onDone: () => void;
}

/** A free slot, and what is left to say before it is one's own. */
export function SlotDialog({ asked, moving, onClose, onDone }: SlotDialogProps) {
  const texts = useMessages(reservationMessages);
  const { venue, table, startsAt } = asked;
  const format = useFormat(venue.timeZone);
  const session = useSession();
  return (
    <Dialog
      title={texts.bookTitle({ code: table.code, time: format.time(startsAt) })}
      onClose={onClose}
    >
      <p>
        {table.name}, {format.day(startsAt)}
      </p>
      {session.status === "loading" ? <Skeleton height="6rem" /> : null}
      {session.status === "failed" ? (
        <ErrorState error={session.error} onRetry={session.retry} />
      ) : null}
      {session.status === "out" ? <SignInFirst /> : null}
      {session.status !== "in" ? null : moving ? (
        <MoveForm asked={asked} moving={moving} onDone={onDone} />
      ) : (
        <BookIfMay asked={asked} user={session.user} onDone={onDone} />
      )}
    </Dialog>
  );
}

function SignInFirst() {
  const texts = useMessages(reservationMessages);
  return (
    <>
      <p>{texts.signInText}</p>
      <p>
        <Link to={paths.signIn(currentPlace())} className={buttonClass("primary")}>
          {texts.signInToBook}
        </Link>
      </p>
    </>
  );
}

interface BookIfMayProps {
  asked: SlotAsked;
  user: User;
  onDone: () => void;
}

function BookIfMay({ asked, user, onDone }: BookIfMayProps) {
  const { venue } = asked;
  const { data: standing } = useQuery(standingQuery(venue.id));
  if (standing?.suspendedUntil) {
    return <SuspensionNote until={standing.suspendedUntil} timeZone={venue.timeZone} />;
  }
  return <BookForm asked={asked} user={user} onDone={onDone} />;
}
