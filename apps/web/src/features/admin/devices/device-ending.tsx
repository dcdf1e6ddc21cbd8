import type { Device, DeviceWithSecret } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { devicesQuery, revokeDevice, rotateSecret } from "../admin.ts";
import { adminMessages } from "../messages.ts";

interface RotateDialogProps {
  device: Device;
  onSecret: (device: DeviceWithSecret) => void;
  onClose: () => void;
}

/** A new secret for a device; the old one ends. */
export function RotateDialog({ device, onSecret, onClose }: RotateDialogProps) {
  const texts = useMessages(adminMessages);
  const rotation = useAction<void, DeviceWithSecret>({
    act: (_values, attempt) => rotateSecret(device, attempt),
    onDone: (renewed) => {
      onClose();
      onSecret(renewed);
    },
  });
  return (
    <Dialog title={texts.rotate} onClose={onClose}>
      <Form onSubmit={() => rotation.run()}>
        <p>
          {device.tableCode} {device.name}
        </p>
        <p>{texts.rotateText}</p>
        <ProblemNote error={rotation.error} />
        <Button type="submit" look="primary" pending={rotation.pending}>
          {texts.rotate}
        </Button>
      </Form>
    </Dialog>
  );
}

export function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const texts = useMessages(adminMessages);
  const client = useQueryClient();
  const revocation = useAction<void, void>({
    act: () => revokeDevice(device),
    onDone: () => {
      void client.invalidateQueries(devicesQuery);
      toast(texts.revoked);
      onClose();
    },
  });
  return (
    <Dialog title={texts.revoke} onClose={onClose}>
      <Form onSubmit={() => revocation.run()}>
        <p>
          {device.tableCode} {device.name}
        </p>
        <p>{texts.revokeText}</p>
        <ProblemNote error={revocation.error} />
        <Button type="submit" look="danger" pending={revocation.pending}>
          {texts.revoke}
        </Button>
      </Form>
    </Dialog>
  );
}
