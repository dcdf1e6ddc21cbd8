import { lazy, Suspense } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { usePresenceCode } from "../data/presence-code.ts";
import { screenMessages } from "../messages.ts";
import styles from "./scan-panel.module.css";

const QrCode = lazy(async () => ({ default: (await import("./qr-code.tsx")).QrCode }));

interface ScanPanelProps {
  tableId: string;
  screenKey: string | null;
}

/** The code that whoever has no card scans, where this screen has a key. */
export function ScanPanel({ tableId, screenKey }: ScanPanelProps) {
  const texts = useMessages(screenMessages);
  const code = usePresenceCode(tableId, screenKey);
  if (code === undefined) return null;
  return (
    <div className={styles.panel}>
      <div className={styles.code}>
        <Suspense>
          <QrCode text={code.url} label={texts.scanCode} />
        </Suspense>
      </div>
      <p className={styles.text}>{texts.scan}</p>
    </div>
  );
}
