import type { Device, DeviceWithSecret } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { devicesQuery } from "../admin.ts";
import { AdminFrame } from "../admin-frame.tsx";
import { adminMessages } from "../messages.ts";
import { SecretDialog } from "../secret-dialog.tsx";
import { DeviceDialog } from "./device-dialog.tsx";
import { DeviceLine } from "./device-line.tsx";

export function AdminDevicesPage() {
  const texts = useMessages(adminMessages);
  const [editing, setEditing] = useState<Device | "new" | null>(null);
  const [secret, setSecret] = useState<DeviceWithSecret | null>(null);
  return (
    <AdminFrame
      title={texts.devices}
      action={
        <Button look="primary" onClick={() => setEditing("new")}>
          {texts.newDevice}
        </Button>
      }
    >
      {({ mayChange }) => (
        <>
          <Devices mayChange={mayChange} onEdit={setEditing} onSecret={setSecret} />
          {editing ? (
            <DeviceDialog
              device={editing === "new" ? null : editing}
              onSecret={setSecret}
              onClose={() => setEditing(null)}
            />
          ) : null}
          {secret ? <SecretDialog device={secret} onClose={() => setSecret(null)} /> : null}
        </>
      )}
    </AdminFrame>
  );
}

interface DevicesProps {
  mayChange: boolean;
  onEdit: (device: Device) => void;
  onSecret: (device: DeviceWithSecret) => void;
}

function Devices(props: DevicesProps) {
  const texts = useMessages(adminMessages);
  const devices = useQuery(devicesQuery);
  if (devices.isPending) return <Skeleton height="6rem" count={3} />;
  if (devices.isError && !devices.data) {
    return <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />;
  }
  const current = devices.data.items.filter((device) => device.revokedAt === null);
  if (current.length === 0) {
    return (
      <EmptyState title={texts.noDevices}>
        <p>{texts.noDevicesText}</p>
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {current.map((device) => (
        <DeviceLine key={device.id} device={device} {...props} />
      ))}
    </ul>
  );
}
