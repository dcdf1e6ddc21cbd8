import { type FaultKind, faultSchema, type Table } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../../shared/api/client.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { tableQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { hasRole, useSession } from "../../../shared/session/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { CheckField, TextAreaField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { faultsPath } from "../data/paths.ts";
import { tableMessages } from "../messages.ts";

const KINDS: readonly FaultKind[] = ["broken_rod", "lost_ball", "sensor", "other"];

interface ReportFaultDialogProps {
  table: Table;
  onClose: () => void;
}

interface Report {
  kind: FaultKind;
  description?: string;
  blocking?: boolean;
}

export function ReportFaultDialog({ table, onClose }: ReportFaultDialogProps) {
  const texts = useMessages(tableMessages);
  const client = useQueryClient();
  const { user } = useSession();
  const [kind, setKind] = useState<FaultKind>("broken_rod");
  const [description, setDescription] = useState("");
  const [blocking, setBlocking] = useState(false);
  const report = useAction<Report>({
    act: (body, attempt) =>
      call(faultSchema, faultsPath(table.id), { method: "POST", body, attempt }),
    onDone: () => {
      void client.invalidateQueries(tableQuery(table.id));
      toast(texts.reported);
      onClose();
    },
  });
  const text = description.trim().replaceAll(/\s+/g, " ");
  const values = {
    kind,
    ...(text ? { description: text } : {}),
    ...(blocking ? { blocking } : {}),
  };
  return (
    <Dialog title={texts.report} onClose={onClose}>
      <Form onSubmit={() => report.run(values)}>
        <Choices
          legend={texts.reportKind}
          value={kind}
          options={KINDS.map((value) => ({ value, label: texts[value] }))}
          onChange={setKind}
        />
        <TextAreaField
          label={texts.description}
          value={description}
          maxLength={500}
          onChange={(event) => setDescription(event.target.value)}
        />
        {hasRole(user, "staff") ? (
          <CheckField
            label={texts.blocksTable}
            checked={blocking}
            onChange={(event) => setBlocking(event.target.checked)}
          />
        ) : null}
        <ProblemNote error={report.error} />
        <Button type="submit" look="primary" pending={report.pending}>
          {texts.send}
        </Button>
      </Form>
    </Dialog>
  );
}
