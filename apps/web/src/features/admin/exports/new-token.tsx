import { type AnalystTokenWithSecret, API } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFaultAt } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CopyField } from "../../../shared/ui/copy-field.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { makeToken, tokensQuery } from "./exports.ts";
import { exportMessages } from "./messages.ts";

interface NewTokenDialogProps {
  onMade: (made: AnalystTokenWithSecret) => void;
  onClose: () => void;
}

export function NewTokenDialog({ onMade, onClose }: NewTokenDialogProps) {
  const texts = useMessages(exportMessages);
  const client = useQueryClient();
  const [name, setName] = useState("");
  const making = useAction({
    act: (body: { name: string }, attempt) => makeToken(body, attempt),
    onDone: (made) => {
      void client.invalidateQueries(tokensQuery);
      onMade(made);
    },
  });
  const faultAt = useFaultAt(making.error);
  return (
    <Dialog title={texts.newToken} onClose={onClose}>
      <Form onSubmit={() => making.run({ name })}>
        <TextField
          label={texts.tokenName}
          value={name}
          required
          maxLength={60}
          error={faultAt("name")}
          onChange={({ target }) => setName(target.value)}
        />
        <ProblemNote error={making.error} />
        <Button type="submit" look="primary" pending={making.pending}>
          {texts.create}
        </Button>
      </Form>
    </Dialog>
  );
}

interface TokenSecretDialogProps {
  made: AnalystTokenWithSecret;
  onClose: () => void;
}

/** The token, this once. */
export function TokenSecretDialog({ made, onClose }: TokenSecretDialogProps) {
  const texts = useMessages(exportMessages);
  const tryIt = `curl -H "Authorization: Bearer ${made.token}" ${location.origin}${API}/exports/games.csv`;
  return (
    <Dialog title={texts.tokenTitle} onClose={onClose}>
      <p>
        {made.name}. {texts.tokenOnce}
      </p>
      <CopyField label={texts.token} value={made.token} />
      <CopyField label={texts.example} value={tryIt} />
      <p>
        <Button look="primary" onClick={onClose}>
          {texts.tokenDone}
        </Button>
      </p>
    </Dialog>
  );
}
