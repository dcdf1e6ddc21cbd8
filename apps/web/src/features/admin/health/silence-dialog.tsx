import type { AlertRule } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { makeSilence } from "./health.ts";
import { healthMessages } from "./messages.ts";

const HOURS = { hour: 1, night: 8, day: 24, week: 168 } as const;
type Length = keyof typeof HOURS;
const LENGTHS = Object.keys(HOURS) as Length[];

interface SilenceDialogProps {
  rule: AlertRule;
  name: string;
  onClose: () => void;
}

export function SilenceDialog({ rule, name, onClose }: SilenceDialogProps) {
  const texts = useMessages(healthMessages);
  const client = useQueryClient();
  const [length, setLength] = useState<Length>("night");
  const [reason, setReason] = useState("");
  const silencing = useAction({
    act: (wish: { rule: AlertRule; reason: string; endsAt: string }, attempt) =>
      makeSilence(wish, attempt),
    onDone: () => {
      toast(texts.silenceDone);
      onClose();
      void client.invalidateQueries({ queryKey: ["health"] });
    },
  });
  const submit = () => {
    const endsAt = new Date(Date.now() + HOURS[length] * 3_600_000).toISOString();
    silencing.run({ rule, reason: reason.trim(), endsAt });
  };
  return (
    <Dialog title={texts.silenceOf({ alarm: name })} onClose={onClose}>
      <Form onSubmit={submit}>
        <p>{texts.silenceText}</p>
        <Choices
          legend={texts.silenceFor}
          value={length}
          options={LENGTHS.map((value) => ({ value, label: texts[value] }))}
          onChange={setLength}
        />
        <TextField
          label={texts.silenceReason}
          hint={texts.silenceReasonHint}
          maxLength={200}
          required
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <ProblemNote error={silencing.error} />
        <Button type="submit" look="primary" pending={silencing.pending}>
          {texts.silence}
        </Button>
      </Form>
    </Dialog>
  );
}
