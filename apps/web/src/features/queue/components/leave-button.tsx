import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { useLeave } from "../data/use-place-actions.ts";
import { lineMessages } from "../messages.ts";

/** Leaves the line, after asking once more: the place is lost. */
export function LeaveButton({ byMyself }: { byMyself: () => void }) {
  const texts = useMessages(lineMessages);
  const [asking, setAsking] = useState(false);
  const leaving = useLeave(() => {
    byMyself();
    toast(texts.left);
  });
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        {texts.leave}
      </Button>
      {asking ? (
        <Dialog title={texts.leave} onClose={() => setAsking(false)}>
          <Form onSubmit={() => leaving.run()}>
            <p>{texts.leaveText}</p>
            <ProblemNote error={leaving.error} />
            <Button type="submit" look="primary" pending={leaving.pending}>
              {texts.leave}
            </Button>
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}
