import type { Reservation } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { useAnswer } from "../data/use-answer.ts";
import { reservationMessages } from "../messages.ts";

/** Who has accepted an invitation can still say that they do not come. */
export function GuestActions({ reservation }: { reservation: Reservation }) {
  const texts = useMessages(reservationMessages);
  const answering = useAnswer(reservation);
  return (
    <div>
      <ProblemNote error={answering.error} />
      <Button pending={answering.pending} onClick={() => answering.run("declined")}>
        {texts.withdraw}
      </Button>
    </div>
  );
}
