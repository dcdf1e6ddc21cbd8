import type { Me } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { meQuery } from "../../../shared/session/session.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { CopyField } from "../../../shared/ui/copy-field.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { replaceCalendar } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

/** Calendar programs of phones and computers subscribe to an address that begins so. */
const asSubscription = (url: string): string => url.replace(/^https?:/, "webcal:");

/** One's reservations in one's own calendar. */
export function Calendar({ me }: { me: Me }) {
  const texts = useMessages(accountMessages);
  const [asking, setAsking] = useState(false);
  if (me.calendarUrl === null) return null;
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.calendar}</h2>
      <p>{texts.calendarText}</p>
      <CopyField label={texts.calendarAddress} value={me.calendarUrl} />
      <p className={styles.links}>
        <a href={asSubscription(me.calendarUrl)} className={buttonClass("plain")}>
          {texts.calendarSubscribe}
        </a>
        <Button onClick={() => setAsking(true)}>{texts.calendarReplace}</Button>
      </p>
      {asking ? <ReplaceDialog onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function ReplaceDialog({ onClose }: { onClose: () => void }) {
  const texts = useMessages(accountMessages);
  const queries = useQueryClient();
  const replacing = useAction({
    act: replaceCalendar,
    onDone: () => {
      toast(texts.calendarReplaced);
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={texts.calendarReplace} onClose={onClose}>
      <Form onSubmit={() => replacing.run()}>
        <p>{texts.calendarReplaceText}</p>
        <ProblemNote error={replacing.error} />
        <Button type="submit" look="danger" pending={replacing.pending}>
          {texts.calendarReplaceConfirm}
        </Button>
      </Form>
    </Dialog>
  );
}
