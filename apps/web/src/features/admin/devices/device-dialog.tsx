import type { Device, DeviceWithSecret, Table } from "@babyfoot/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { tablesQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { changeDevice, createDevice, type DeviceValues, devicesQuery } from "../admin.ts";
import { adminMessages } from "../messages.ts";

interface DeviceDialogProps {
  /** Null for a new one. */
  device: Device | null;
  onSecret: (device: DeviceWithSecret) => void;
  onClose: () => void;
}

export function DeviceDialog({ device, onSecret, onClose }: DeviceDialogProps) {
  const texts = useMessages(adminMessages);
  const tables = useQuery(tablesQuery);
  return (
    <Dialog
      title={device ? texts.editOf({ what: device.name }) : texts.newDevice}
      onClose={onClose}
    >
      {tables.data ? (
        <DeviceForm device={device} tables={tables.data} onSecret={onSecret} onClose={onClose} />
      ) : null}
      {tables.isPending ? <Skeleton height="12rem" /> : null}
      {tables.isError && !tables.data ? (
        <ErrorState error={tables.error} onRetry={() => void tables.refetch()} />
      ) : null}
    </Dialog>
  );
}

type DeviceFormProps = DeviceDialogProps & { tables: Table[] };

function DeviceForm({ device, tables, onSecret, onClose }: DeviceFormProps) {
  const texts = useMessages(adminMessages);
  const [name, setName] = useState(device?.name ?? "");
  const [tableId, setTableId] = useState(device?.tableId ?? tables[0]?.id ?? "");
  const [kind, setKind] = useState<Device["kind"]>(device?.kind ?? "native");
  const saving = useSaving({ device, onSecret, onClose });
  return (
    <Form onSubmit={() => saving.run({ name: name.trim(), tableId, kind })}>
      <SelectField
        label={texts.deviceTable}
        required
        value={tableId}
        onChange={(event) => setTableId(event.target.value)}
      >
        {tables.map((table) => (
          <option key={table.id} value={table.id}>
            {table.code} {table.name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={texts.deviceName}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {device ? null : (
        <Choices
          legend={texts.deviceKind}
          value={kind}
          options={[
            { value: "native", label: texts.native, hint: texts.nativeHint },
            { value: "board", label: texts.board, hint: texts.boardHint },
          ]}
          onChange={setKind}
        />
      )}
      <ProblemNote error={saving.error} />
      <Button type="submit" look="primary" pending={saving.pending}>
        {device ? texts.save : texts.create}
      </Button>
    </Form>
  );
}

function useSaving({ device, onSecret, onClose }: DeviceDialogProps) {
  const texts = useMessages(adminMessages);
  const client = useQueryClient();
  const reread = () => void client.invalidateQueries(devicesQuery);
  return useAction<DeviceValues, Device | DeviceWithSecret>({
    act: (values, attempt) => {
      const { name, tableId } = values;
      return device ? changeDevice(device, { name, tableId }) : createDevice(values, attempt);
    },
    onDone: (saved) => {
      reread();
      onClose();
      if ("token" in saved) onSecret(saved);
      else toast(texts.saved);
    },
    onFailed: reread,
  });
}
