import type { Table } from "@babyfoot/contract";
import { SIDES } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import styles from "./seat-names.module.css";

/** Who has tapped in, by side, before their match begins. */
export function SeatNames({ seats }: { seats: Table["seats"] }) {
  const texts = useMessages(gameMessages);
  return (
    <div className={styles.seats}>
      {SIDES.map((side) => (
        <div key={side}>
          <p className={styles.side}>
            <SideMark side={side} />
            {texts[side]}
          </p>
          <p className={styles.names}>
            {seats
              .filter((seat) => seat.side === side)
              .map((seat) => seat.displayName)
              .join(" & ") || "…"}
          </p>
        </div>
      ))}
    </div>
  );
}
