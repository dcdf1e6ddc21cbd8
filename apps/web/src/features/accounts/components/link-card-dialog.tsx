import type { CardCode } from "@babyfoot/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { clockText } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { meQuery } from "../../../shared/session/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { cardsQuery, newCardCode } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "./link-card-dialog.module.css";

/** While a code is shown, so often is looked whether it was typed at a table. */
const LOOK_EVERY_MS = 2_000;
const HALF = 3;

interface LinkCardDialogProps {
  /** How many cards there are as it opens. */
  known: number;
  onClose: () => void;
}

/** A code to be typed at a table, and how to use it. It closes by itself when the card is linked. */
export function LinkCardDialog({ known, onClose }: LinkCardDialogProps) {
  const texts = useMessages(accountMessages);
  const [label, setLabel] = useState("");
  const [before] = useState(known);
  const asking = useAction<void, CardCode>({ act: (_, attempt) => newCardCode(label, attempt) });
  const code = asking.result;
  return (
    <Dialog title={texts.cardLink} onClose={onClose}>
      <Form onSubmit={() => asking.run()}>
        {code ? (
          <Code key={code.code} code={code} known={before} onLinked={onClose} />
        ) : (
          <TextField
            label={texts.cardLabel}
            hint={texts.cardLabelHint}
            maxLength={40}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
        <ProblemNote error={asking.error} />
        <Button type="submit" look={code ? "plain" : "primary"} pending={asking.pending}>
          {code ? texts.cardNewCode : texts.cardGetCode}
        </Button>
      </Form>
    </Dialog>
  );
}

interface CodeProps {
  code: CardCode;
  known: number;
  onLinked: () => void;
}

function Code({ code: { code, expiresAt }, known, onLinked }: CodeProps) {
  const texts = useMessages(accountMessages);
  const left = Date.parse(expiresAt) - useNow(500);
  const isGood = left > 0;
  useLinked(known, isGood, onLinked);
  return (
    <>
      <ol className={styles.steps}>
        <li>{texts.cardStepTap}</li>
        <li>{texts.cardStepType}</li>
      </ol>
      <p className={styles.code}>
        <span className="visually-hidden">{texts.cardCode} </span>
        <output className={isGood ? styles.digits : styles.over}>
          {code.slice(0, HALF)} {code.slice(HALF)}
        </output>
      </p>
      <p className={styles.left} role="timer">
        {isGood ? texts.cardCodeLeft({ time: clockText(left) }) : texts.cardCodeOver}
      </p>
    </>
  );
}

/** Looks whether the code has been typed at a table. */
function useLinked(known: number, isGood: boolean, onLinked: () => void): void {
  const texts = useMessages(accountMessages);
  const client = useQueryClient();
  const cards = useQuery({ ...cardsQuery, refetchInterval: isGood ? LOOK_EVERY_MS : false });
  const isLinked = (cards.data?.items.length ?? 0) > known;
  useEffect(() => {
    if (!isLinked) return;
    toast(texts.cardLinked);
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
    onLinked();
  }, [isLinked, client, texts, onLinked]);
}
