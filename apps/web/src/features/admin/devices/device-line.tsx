import type { Device, DeviceWithSecret } from "@babyfoot/contract";
import { useState } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import styles from "../admin.module.css";
import { adminMessages } from "../messages.ts";
import { RevokeDialog, RotateDialog } from "./device-ending.tsx";
import { TestGoalDialog } from "./test-goal-dialog.tsx";

interface DeviceLineProps {
  device: Device;
  mayChange: boolean;
  onEdit: (device: Device) => void;
  onSecret: (device: DeviceWithSecret) => void;
}

export function DeviceLine({ device, mayChange, onEdit, onSecret }: DeviceLineProps) {
  const texts = useMessages(adminMessages);
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>
          <span className={styles.code}>{device.tableCode}</span> {device.name}
          <Badge tone={device.online ? "good" : "bad"}>
            {device.online ? texts.online : texts.deviceOffline}
          </Badge>
          {device.alerts.map((alert) => (
            <Badge key={alert} tone="warn">
              {texts[alert]}
            </Badge>
          ))}
        </p>
        <Health device={device} />
      </div>
      {mayChange ? <Actions device={device} onEdit={onEdit} onSecret={onSecret} /> : null}
    </li>
  );
}

function Health({ device }: { device: Device }) {
  const texts = useMessages(adminMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const { lastSeenAt, protocol, batteryPercent, rssiDbm, firmware, clockSkewSeconds } = device;
  const facts = [
    texts[device.kind],
    lastSeenAt ? texts.lastSeen({ ago: format.ago(lastSeenAt, now) }) : texts.neverSeen,
    protocol?.toUpperCase(),
    batteryPercent === null
      ? null
      : texts.battery({ percent: format.percent(batteryPercent / 100) }),
    rssiDbm === null ? null : texts.signal({ dbm: rssiDbm }),
    firmware === null ? null : texts.firmware({ version: firmware }),
    clockSkewSeconds !== null && Math.abs(clockSkewSeconds) >= 2
      ? texts.skew({ seconds: Math.round(clockSkewSeconds) })
      : null,
    device.rejectedEvents > 0 ? texts.rejected({ count: device.rejectedEvents }) : null,
  ];
  return (
    <p className={styles.facts}>
      {facts.map((fact) => (fact ? <span key={fact}>{fact}</span> : null))}
    </p>
  );
}

type ActionsProps = Omit<DeviceLineProps, "mayChange">;

function Actions({ device, onEdit, onSecret }: ActionsProps) {
  const texts = useMessages(adminMessages);
  const [open, setOpen] = useState<"test" | "rotate" | "revoke" | null>(null);
  const close = () => setOpen(null);
  return (
    <fieldset className={styles.actions} aria-label={`${device.tableCode} ${device.name}`}>
      <Button onClick={() => setOpen("test")}>{texts.testGoal}</Button>
      <Button onClick={() => onEdit(device)}>{texts.edit}</Button>
      <Button onClick={() => setOpen("rotate")}>{texts.rotate}</Button>
      <Button look="danger" onClick={() => setOpen("revoke")}>
        {texts.revoke}
      </Button>
      {open === "test" ? <TestGoalDialog device={device} onClose={close} /> : null}
      {open === "rotate" ? (
        <RotateDialog device={device} onSecret={onSecret} onClose={close} />
      ) : null}
      {open === "revoke" ? <RevokeDialog device={device} onClose={close} /> : null}
    </fieldset>
  );
}
