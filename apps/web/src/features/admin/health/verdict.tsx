import type { HealthReport } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { useConnection } from "../../../shared/live/use-live.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { pending, thingsWrong } from "./found.ts";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";
import { Sign } from "./sign.tsx";

/** Several times what passes between two readings. */
const STALE_AFTER_MS = 20_000;
const SIGNS = { well: "good", warning: "warning", critical: "bad" } as const;

/** The one sentence that says whether there is anything to do. */
export function Verdict({ report, seenAt }: { report: HealthReport; seenAt: number }) {
  const texts = useMessages(healthMessages);
  const { verdict } = report;
  const count = thingsWrong(report);
  const well = pending(report).length === 0 ? texts.well : texts.wellBut({ count });
  const sentence = verdict === "well" ? well : texts[verdict]({ count });
  return (
    <div className={styles.verdict}>
      <Sign kind={SIGNS[verdict]} size={72} />
      <div className={styles.verdictWords}>
        <p className={styles.sentence} role="status">
          {sentence}
        </p>
        <Seen seenAt={seenAt} />
      </div>
    </div>
  );
}

function Seen({ seenAt }: { seenAt: number }) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  const connection = useConnection();
  const now = useNow(1_000);
  const ago = format.ago(new Date(seenAt).toISOString(), Math.max(now, seenAt));
  const isOld = now - seenAt > STALE_AFTER_MS;
  if (connection === "offline")
    return <p className={classNames(styles.seen, styles.old)}>{texts.offline({ ago })}</p>;
  return (
    <p className={classNames(styles.seen, isOld && styles.old)}>
      {isOld ? texts.stale({ ago }) : texts.seen({ ago })}
    </p>
  );
}
