import type { Me } from "@babyfoot/contract";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { eraseMe, exportPath } from "../data/account.ts";
import { useLeaving } from "../data/use-entering.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

/** Taking one's data along, and having it erased. */
export function MyData({ me }: { me: Me }) {
  const texts = useMessages(accountMessages);
  const [asking, setAsking] = useState(false);
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.data}</h2>
      <p>{texts.dataText}</p>
      <p className={styles.links}>
        <a href={exportPath} download className={buttonClass("plain")}>
          {texts.download}
        </a>
        <Button look="danger" onClick={() => setAsking(true)}>
          {texts.erase}
        </Button>
      </p>
      {asking ? <EraseDialog me={me} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function EraseDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const texts = useMessages(accountMessages);
  const leave = useLeaving();
  const erasure = useAction({
    act: () => eraseMe(me),
    onDone: () => {
      toast(texts.erased);
      leave();
    },
  });
  return (
    <Dialog title={texts.erase} onClose={onClose}>
      <Form onSubmit={() => erasure.run()}>
        <p>{texts.eraseText}</p>
        <ProblemNote error={erasure.error} />
        <Button type="submit" look="danger" pending={erasure.pending}>
          {texts.eraseConfirm}
        </Button>
      </Form>
    </Dialog>
  );
}
