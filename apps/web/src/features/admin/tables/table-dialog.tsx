import type { Table } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { useAction } from "../../../shared/api/use-action.ts";
import { useProblemText } from "../../../shared/api/use-problem-text.ts";
import { tableQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { CheckField, TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { useVenue } from "../../../shared/venue/venues.ts";
import { changeTable, createTable, type TableValues } from "../admin.ts";
import { adminMessages } from "../messages.ts";

interface TableDialogProps {
  /** Null for a new one. */
  table: Table | null;
  onClose: () => void;
}

export function TableDialog({ table, onClose }: TableDialogProps) {
  const texts = useMessages(adminMessages);
  const problemText = useProblemText();
  const form = useTableForm(table);
  const saving = useSaving(table, onClose);
  const codeTaken = hasCode(saving.error, "code_taken", "already_exists");
  return (
    <Dialog title={table ? texts.editOf({ what: table.code }) : texts.newTable} onClose={onClose}>
      <Form onSubmit={() => saving.run(form.values())}>
        <TextField
          label={texts.code}
          hint={texts.codeHint}
          error={codeTaken ? problemText(saving.error) : null}
          required
          maxLength={12}
          pattern="[A-Za-z0-9\-]+"
          {...form.field("code")}
        />
        <TextField label={texts.tableName} required maxLength={60} {...form.field("name")} />
        <TextField label={texts.location} maxLength={80} {...form.field("location")} />
        <TextField label={texts.condition} maxLength={40} {...form.field("condition")} />
        <TextField
          label={texts.bounce}
          hint={texts.bounceHint}
          type="number"
          min={0}
          max={10_000}
          required
          {...form.field("bounceMs")}
        />
        {table ? (
          <CheckField
            label={texts.retired}
            checked={form.retired}
            onChange={(event) => form.setRetired(event.target.checked)}
          />
        ) : null}
        <ProblemNote error={codeTaken ? null : saving.error} />
        <Button type="submit" look="primary" pending={saving.pending}>
          {table ? texts.save : texts.create}
        </Button>
      </Form>
    </Dialog>
  );
}

const DEFAULT_BOUNCE_MS = 400;

/** What is typed; a stale save leaves it as it is. */
function useTableForm(table: Table | null) {
  const [retired, setRetired] = useState(table?.status === "retired");
  const [typed, setTyped] = useState({
    code: table?.code ?? "",
    name: table?.name ?? "",
    location: table?.location ?? "",
    condition: table?.condition ?? "",
    bounceMs: `${table?.bounceMs ?? DEFAULT_BOUNCE_MS}`,
  });
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: event.target.value })),
  });
  const values = (): TableValues => {
    const optional = (name: "location" | "condition") => {
      const text = typed[name].trim();
      if (text !== "") return { [name]: text };
      return table ? { [name]: null } : {};
    };
    return {
      code: typed.code.trim(),
      name: typed.name.trim(),
      ...optional("location"),
      ...optional("condition"),
      bounceMs: Number(typed.bounceMs),
      ...(table ? { retired } : {}),
    };
  };
  return { field, values, retired, setRetired };
}

function useSaving(table: Table | null, onClose: () => void) {
  const texts = useMessages(adminMessages);
  const client = useQueryClient();
  const venue = useVenue();
  // After a refusal the person has been told, so the next try is based on the fresh table.
  const [base, setBase] = useState(table);
  const reread = () => void client.invalidateQueries({ queryKey: ["tables"] });
  return useAction<TableValues, Table>({
    act: (values, attempt) => {
      if (table === null) return createTable({ ...values, venueId: venue?.id ?? "" }, attempt);
      return changeTable(base ?? table, values);
    },
    onDone: (saved) => {
      liveStore.remember({ tables: [saved] });
      reread();
      toast(table ? texts.saved : texts.tableCreated);
      onClose();
    },
    onFailed: (problem) => {
      reread();
      if (table && hasCode(problem, "stale"))
        void client.fetchQuery(tableQuery(table.id)).then(setBase);
    },
  });
}
