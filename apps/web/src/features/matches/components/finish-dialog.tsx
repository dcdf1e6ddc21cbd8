import type { MatchDetail } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { finish } from "../data/match.ts";
import { useMatchAction } from "../data/use-match-action.ts";
import { matchMessages } from "../messages.ts";

interface FinishDialogProps {
  match: MatchDetail;
  onClose: () => void;
}

export function FinishDialog({ match, onClose }: FinishDialogProps) {
  const texts = useMessages(matchMessages);
  const end = useMatchAction(match.id, {
    act: (_values, attempt) => finish(match.id, attempt),
    onDone: onClose,
    quiet: true,
  });
  return (
    <Dialog title={texts.finish} onClose={onClose}>
      <Form onSubmit={() => end.run()}>
        <p>{texts.finishText}</p>
        <ProblemNote error={end.error} />
        <Button type="submit" look="primary" pending={end.pending}>
          {texts.finish}
        </Button>
      </Form>
    </Dialog>
  );
}
