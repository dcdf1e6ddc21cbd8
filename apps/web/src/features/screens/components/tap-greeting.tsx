import type { TableTap } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { screenMessages } from "../messages.ts";
import styles from "./tap-greeting.module.css";

/** What the last tap has led to, over the whole screen for some seconds. */
export function TapGreeting({ tap, venueId }: { tap: TableTap; venueId: string }) {
  const texts = useMessages(screenMessages);
  const sides = useMessages(gameMessages);
  const format = useFormat(useVenueTimeZone(venueId));
  const { side, until } = tap;
  return (
    <div
      key={tap.at}
      role="status"
      className={classNames(styles.greeting, tap.unlocked ? styles.open : styles.shut)}
    >
      <p className={styles.name}>{tap.displayName ?? texts.stays}</p>
      {side ? (
        <p className={styles.side}>
          <SideMark side={side} size="1.1em" />
          {sides[side]}
        </p>
      ) : null}
      <p className={styles.text}>
        {until === null
          ? texts[`tap_${tap.reason}`]
          : texts.yoursUntil({ time: format.time(until) })}
      </p>
    </div>
  );
}
