import type { Policy } from "@babyfoot/contract";
import type { ApiProblem } from "../../../shared/api/problem.ts";
import { useProblemText } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Note } from "../../../shared/ui/states.tsx";
import { type ReservationTexts, reservationMessages } from "../messages.ts";

interface BookingProblemProps {
  error: ApiProblem | null;
  policy: Policy;
}

/** Why a booking was refused, with the venue's own numbers where they say more. */
export function BookingProblem({ error, policy }: BookingProblemProps) {
  const texts = useMessages(reservationMessages);
  const problemText = useProblemText();
  if (!error) return null;
  return <Note>{refusal(error.code, policy, texts) ?? problemText(error)}</Note>;
}

function refusal(code: string, policy: Policy, texts: ReservationTexts): string | null {
  switch (code) {
    case "too_many_reservations":
      return texts.tooMany({ count: policy.maxActiveReservations });
    case "daily_limit":
      return texts.dailyLimit({ minutes: policy.maxMinutesPerDay });
    case "too_far_ahead":
      return texts.tooFar({ days: policy.maxDaysAhead });
    case "too_long":
      return texts.tooLong({ minutes: policy.maxReservationMinutes });
    default:
      return null;
  }
}
