import type { DeviceWithSecret } from "@babyfoot/contract";
import { useMessages } from "../../shared/i18n/use-messages.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyField } from "../../shared/ui/copy-field.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { deviceSecretMessages } from "./devices/messages.ts";
import { tryIt } from "./devices/try-it.ts";
import { adminMessages } from "./messages.ts";

interface SecretDialogProps {
  device: DeviceWithSecret;
  onClose: () => void;
}

/** The secret of a device, this once. */
export function SecretDialog({ device, onClose }: SecretDialogProps) {
  const texts = useMessages(adminMessages);
  const fields = useMessages(deviceSecretMessages);
  return (
    <Dialog title={texts.secretTitle} onClose={onClose}>
      <p>
        {device.tableCode} {device.name}. {texts.secretText}
      </p>
      {device.url === undefined ? (
        <>
          <CopyField label={fields.token} value={device.token} />
          <CopyField label={fields.deviceId} value={device.id} />
        </>
      ) : (
        <CopyField label={fields.url} value={device.url} />
      )}
      <CopyField label={fields.curl} value={tryIt(device, location.origin)} />
      <p>
        <Button look="primary" onClick={onClose}>
          {texts.secretDone}
        </Button>
      </p>
    </Dialog>
  );
}
