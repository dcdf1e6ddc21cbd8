import type { PushSubscriptionItem } from "@babyfoot/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { removeDevice, thisDevice } from "../../../shared/push/this-browser.ts";
import { deviceName } from "../../../shared/session/device-name.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorState, Note, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { devicesQuery } from "../data/notifications.ts";
import { useThisBrowser } from "../data/use-this-browser.ts";
import { notificationMessages } from "../messages.ts";
import styles from "./this-browser.module.css";

/** Whether this browser shows notices, and which others do. */
export function ThisBrowser() {
  const texts = useMessages(notificationMessages);
  const browser = useThisBrowser();
  const { state, devices, on, off } = browser;
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>{texts.devices}</h2>
      {devices.isError && !devices.data ? (
        <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />
      ) : null}
      {state === null && !devices.isError ? <Skeleton height="4rem" /> : null}
      {state === "unsupported" ? <p>{texts.unsupported}</p> : null}
      {state === "denied" ? <p>{texts.denied}</p> : null}
      {state === "off" ? (
        <>
          <p>{texts.offText}</p>
          {/* Browsers say no more than that it failed. */}
          {on.error ? <Note>{texts.switchFailed}</Note> : null}
          <Button look="primary" pending={on.pending} onClick={() => on.run()}>
            {texts.switchOn}
          </Button>
        </>
      ) : null}
      {state === "on" ? (
        <>
          <p>{texts.onText}</p>
          <ProblemNote error={off.error} />
          <Button pending={off.pending} onClick={() => off.run()}>
            {texts.switchOff}
          </Button>
        </>
      ) : null}
      {devices.data ? <OtherDevices all={devices.data.items} /> : null}
    </section>
  );
}

function OtherDevices({ all }: { all: readonly PushSubscriptionItem[] }) {
  const texts = useMessages(notificationMessages);
  const own = useQuery({
    queryKey: ["me", "push-state", "own", all.length],
    queryFn: thisDevice,
    networkMode: "always",
  });
  const others = all.filter(({ endpointHash }) => endpointHash !== own.data);
  if (own.isPending || others.length === 0) return null;
  return (
    <div className={styles.others}>
      <h3 className={styles.subtitle}>{texts.otherDevices}</h3>
      <ul>
        {others.map((device) => (
          <Device key={device.id} device={device} />
        ))}
      </ul>
    </div>
  );
}

function Device({ device }: { device: PushSubscriptionItem }) {
  const texts = useMessages(notificationMessages);
  const format = useFormat();
  const client = useQueryClient();
  const reread = () => void client.invalidateQueries(devicesQuery);
  const removing = useAction<string, void>({ act: removeDevice, onDone: reread, onFailed: reread });
  const name = deviceName(device.userAgent) ?? texts.unknownDevice;
  return (
    <li className={styles.device}>
      <p>
        {name}{" "}
        <span className={styles.soft}>
          {texts.deviceSince({ time: format.dateTime(device.createdAt) })}
        </span>
      </p>
      <Button
        aria-label={texts.removeOf({ device: name })}
        pending={removing.pending}
        onClick={() => removing.run(device.id)}
      >
        {texts.remove}
      </Button>
      <ProblemNote error={removing.error} />
    </li>
  );
}
