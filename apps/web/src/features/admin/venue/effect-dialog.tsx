import type { VenuePreview } from "@babyfoot/contract";
import { useState } from "react";
import type { ApiProblem } from "../../../shared/api/problem.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { CheckField, TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import styles from "./effect-dialog.module.css";
import { venueMessages } from "./messages.ts";

interface EffectDialogProps {
  preview: VenuePreview;
  timeZone: string;
  pending: boolean;
  error: ApiProblem | null;
  /** With a reason, what will be closed out is cancelled. */
  onSave: (cancelReason: string | null) => void;
  onClose: () => void;
}

/** What a change of the venue would do, before it is made: nothing is cancelled unseen. */
export function EffectDialog(props: EffectDialogProps) {
  const { preview, pending, error, onSave, onClose } = props;
  const texts = useMessages(venueMessages);
  const [cancels, setCancels] = useState(false);
  const [reason, setReason] = useState("");
  const { changes, affected } = preview;
  const maySave = changes || (cancels && affected.closedOut > 0);
  return (
    <Dialog title={texts.effect} onClose={onClose}>
      <Form onSubmit={() => (maySave ? onSave(cancels ? reason : null) : onClose())}>
        {changes ? <Slots {...preview.slotsPerWeek} /> : <p>{texts.nothing}</p>}
        <Affected {...props} />
        {affected.closedOut > 0 ? (
          <CheckField
            label={texts.cancel({ count: affected.closedOut })}
            checked={cancels}
            onChange={(event) => setCancels(event.target.checked)}
          />
        ) : null}
        {cancels ? (
          <TextField
            label={texts.cancelReason}
            required
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
        <ProblemNote error={error} />
        {maySave ? (
          <Button type="submit" look="primary" pending={pending}>
            {texts.save}
          </Button>
        ) : null}
      </Form>
    </Dialog>
  );
}

function Slots({ before, after }: { before: number; after: number }) {
  const texts = useMessages(venueMessages);
  const { number } = useFormat();
  if (before === after) return <p>{texts.slotsSame({ count: number(after) })}</p>;
  return <p>{texts.slots({ before: number(before), after: number(after) })}</p>;
}

function Affected({ preview: { affected }, timeZone }: EffectDialogProps) {
  const texts = useMessages(venueMessages);
  const format = useFormat(timeZone);
  const { total, items } = affected;
  if (total === 0) return <p>{texts.noneAffected}</p>;
  const more = total - items.length;
  return (
    <section>
      <p className={styles.count}>{texts.affected({ count: total })}</p>
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={one.id} className={styles.line}>
            <span className={styles.code}>{one.tableCode}</span>
            <span>{one.displayName}</span>
            <span>
              {texts.at({
                day: format.day(one.startsAt),
                from: format.time(one.startsAt),
                to: format.time(one.endsAt),
              })}
            </span>
            <span className={styles.why}>
              {one.misfits.map((misfit) => texts[misfit]).join(", ")}
            </span>
          </li>
        ))}
        {more > 0 ? <li className={styles.line}>{texts.andMore({ count: more })}</li> : null}
      </ul>
      <p>{texts.stays}</p>
    </section>
  );
}
