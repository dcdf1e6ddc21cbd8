import { Button } from "../../../shared/ui/button.tsx";
import type { SlotAsked } from "../data/slot-asked.ts";
import type { Taking } from "../data/use-taking.ts";
import { type AlternativeLabels, Alternatives } from "./alternatives.tsx";
import { BookingProblem } from "./booking-problem.tsx";

interface SlotOutcomeProps {
  asked: SlotAsked;
  taking: Taking;
  /** What the button does. */
  label: string;
  /** What the buttons of other times do. */
  labels: AlternativeLabels;
}

/** The button that takes the slot; once that has failed, why, and what there is instead. */
export function SlotOutcome({ asked, taking, label, labels }: SlotOutcomeProps) {
  const { venue, startsAt } = asked;
  const { taken } = taking;
  if (taken) {
    return (
      <Alternatives
        key={taken.alternatives.join(" ")}
        problem={taken}
        timeZone={venue.timeZone}
        asked={startsAt}
        labels={labels}
        pending={taking.pending}
        onPick={taking.take}
      />
    );
  }
  return (
    <>
      <BookingProblem error={taking.error} policy={venue.policy} />
      <Button type="submit" look="primary" pending={taking.pending !== null}>
        {label}
      </Button>
    </>
  );
}
