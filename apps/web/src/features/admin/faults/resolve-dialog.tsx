import type { Fault } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextAreaField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { faultMessages } from "./messages.ts";
import { useFaultChange } from "./use-fault-change.ts";

export function ResolveDialog({ fault, onClose }: { fault: Fault; onClose: () => void }) {
  const texts = useMessages(faultMessages);
  const [resolution, setResolution] = useState("");
  const change = useFaultChange(fault, () => {
    toast(texts.resolved);
    onClose();
  });
  const text = resolution.trim().replaceAll(/\s+/g, " ");
  return (
    <Dialog title={texts.resolve} onClose={onClose}>
      <Form onSubmit={() => change.run({ resolved: true, ...(text ? { resolution: text } : {}) })}>
        <p>{texts[fault.kind]}</p>
        <TextAreaField
          label={texts.resolution}
          maxLength={500}
          value={resolution}
          onChange={(event) => setResolution(event.target.value)}
        />
        <ProblemNote error={change.error} />
        <Button type="submit" look="primary" pending={change.pending}>
          {texts.resolve}
        </Button>
      </Form>
    </Dialog>
  );
}
