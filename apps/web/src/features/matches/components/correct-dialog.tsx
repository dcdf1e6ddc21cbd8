import type { MatchDetail } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { Stepper } from "../../../shared/ui/stepper.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { type Correction, correct } from "../data/match.ts";
import { useMatchAction } from "../data/use-match-action.ts";
import { matchMessages } from "../messages.ts";

interface CorrectDialogProps {
  match: MatchDetail;
  onClose: () => void;
}

/** For staff: what the score is. */
export function CorrectDialog({ match, onClose }: CorrectDialogProps) {
  const texts = useMessages(matchMessages);
  const [red, setRed] = useState(match.scoreRed);
  const [blue, setBlue] = useState(match.scoreBlue);
  const highest = match.format.maxGoals ?? 99;
  const correction = useMatchAction<Correction>(match.id, {
    act: (values, attempt) => correct(match.id, values, attempt),
    onDone: () => {
      toast(texts.correctionSaved);
      onClose();
    },
    quiet: true,
  });
  return (
    <Dialog title={texts.correct} onClose={onClose}>
      <Form onSubmit={() => correction.run({ red, blue })}>
        <p>{texts.correctText}</p>
        <Stepper label={texts.redScore} value={red} max={highest} onChange={setRed} />
        <Stepper label={texts.blueScore} value={blue} max={highest} onChange={setBlue} />
        <ProblemNote error={correction.error} />
        <Button type="submit" look="primary" pending={correction.pending}>
          {texts.save}
        </Button>
      </Form>
    </Dialog>
  );
}
