import type { MyNotifications, NoticeChannel } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Stepper } from "../../../shared/ui/stepper.tsx";
import type { Choosing } from "../data/use-choosing.ts";
import { notificationMessages } from "../messages.ts";
import styles from "../pages/notifications-page.module.css";
import { QuietFields } from "./quiet-fields.tsx";
import { TestButton } from "./test-button.tsx";

const MOST_A_DAY = 50;

interface WaySettingsProps {
  channel: NoticeChannel;
  title: string;
  chosen: MyNotifications;
  choosing: Choosing;
}

/** How much comes one way, when not, and whether it arrives. */
export function WaySettings({ channel, title, chosen, choosing }: WaySettingsProps) {
  const texts = useMessages(notificationMessages);
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.setting}>
        <Stepper
          label={texts.limit}
          value={chosen.dailyLimit[channel]}
          max={MOST_A_DAY}
          onChange={(limit) => choosing.run({ dailyLimit: { [channel]: limit } })}
        />
        <p className={styles.hint}>{texts.limitText}</p>
      </div>
      <QuietFields
        quiet={chosen.quietHours[channel]}
        onChange={(quiet) => choosing.run({ quietHours: { [channel]: quiet } })}
      />
      <TestButton channel={channel} />
    </section>
  );
}
