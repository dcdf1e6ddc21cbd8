import type { Policy } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./booking.module.css";

/** How much one may book, and what is asked for in return. */
export function HouseRules({ policy }: { policy: Policy }) {
  const texts = useMessages(reservationMessages);
  const rules = texts.rules({
    longest: texts.minutes({ count: policy.maxReservationMinutes }),
    upcoming: policy.maxActiveReservations,
    perDay: texts.minutes({ count: policy.maxMinutesPerDay }),
  });
  const { checkInOpensMinutesBefore: before, noShowAfterMinutes: after } = policy;
  return (
    <p className={styles.rules}>
      {rules} {texts.rulesCheckIn({ before, after })}
    </p>
  );
}
