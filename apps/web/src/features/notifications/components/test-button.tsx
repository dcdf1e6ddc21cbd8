import type { NoticeChannel, TestAnswer } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { devicesQuery, sendTest } from "../data/notifications.ts";
import { notificationMessages } from "../messages.ts";
import styles from "../pages/notifications-page.module.css";

/** Sends a test, waits for the other side, and says what it said. */
export function TestButton({ channel }: { channel: NoticeChannel }) {
  const texts = useMessages(notificationMessages);
  const client = useQueryClient();
  const testing = useAction<NoticeChannel, TestAnswer>({
    act: sendTest,
    // A device that is gone was forgotten by it.
    onDone: () => void client.invalidateQueries(devicesQuery),
  });
  const answer = testing.pending ? undefined : testing.result;
  return (
    <div className={styles.test}>
      <Button
        aria-label={texts.tryOf({ way: texts[channel] })}
        pending={testing.pending}
        onClick={() => testing.run(channel)}
      >
        {texts.try}
      </Button>
      <p role="status" className={classNames(styles.answer, answer && styles[answer.result])}>
        {answer === undefined ? null : texts[answer.reason ?? `delivered_${channel}`]}
      </p>
      <ProblemNote error={testing.error} />
    </div>
  );
}
