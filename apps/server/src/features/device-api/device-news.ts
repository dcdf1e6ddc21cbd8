import type { DeviceEvent } from "@babyfoot/contract";
import type { Transaction } from "../../platform/database.ts";
import { type DeviceNews, type DeviceRow, saveDevices } from "./ingest.queries.ts";

/** What one call told of its device. */
export interface Heard {
  device: DeviceRow;
  news: DeviceNews;
  delivery: { receivedAt: number };
}

/** A device that was heard less long ago is not written again just for having spoken. */
const SEEN_AGAIN_AFTER_MS = 5_000;

/** Keeps what a health event says. */
export function takeHealth(news: DeviceNews, event: DeviceEvent): void {
  if (event.type !== "health") return;
  news.firmware = event.firmware === undefined ? news.firmware : printable(event.firmware);
  news.batteryPercent = event.batteryPercent ?? news.batteryPercent;
  news.rssiDbm = event.rssiDbm ?? news.rssiDbm;
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]/gu, "");

/** Writes what the calls told of the devices; answers for which it was worth writing. */
export async function saveNews(tx: Transaction, calls: readonly Heard[]): Promise<Heard[]> {
  const byDevice = new Map<string, Heard>();
  for (const call of calls)
    byDevice.set(call.device.id, together(byDevice.get(call.device.id), call));
  const worth = [...byDevice.values()].filter(isWorthWriting);
  const receivedAt = Math.max(0, ...worth.map(({ delivery }) => delivery.receivedAt));
  await saveDevices(
    tx,
    worth.map(({ news }) => news),
    receivedAt,
  );
  return worth;
}

/** The tables that look different with what was written of their devices. */
export const tablesChangedBy = (written: readonly Heard[]): string[] => [
  ...new Set(written.filter(looksDifferent).map(({ device }) => device.tableId)),
];

const looksDifferent = ({ device, news }: Heard): boolean =>
  !device.online || news.catchingUp !== device.catchingUp;

function isWorthWriting(call: Heard): boolean {
  const { device, news, delivery } = call;
  const told = news.firmware !== null || news.batteryPercent !== null || news.rssiDbm !== null;
  const skewed = news.clockSkewSeconds !== null && isNewSkew(device, news.clockSkewSeconds);
  const silentFor = delivery.receivedAt - (device.lastSeenAt ?? 0);
  const heardAgain = silentFor >= SEEN_AGAIN_AFTER_MS;
  return told || skewed || news.rejected > 0 || looksDifferent(call) || heardAgain;
}

/** A clock is looked at once a call, and written when it is more than a second from what is known. */
const isNewSkew = ({ clockSkewSeconds }: DeviceRow, seconds: number): boolean =>
  clockSkewSeconds === null || Math.abs(clockSkewSeconds - seconds) > 1;

/** Of several calls in one transaction the last word counts, and refusals add up. */
function together(known: Heard | undefined, call: Heard): Heard {
  if (known === undefined) return call;
  const news = {
    ...call.news,
    rejected: known.news.rejected + call.news.rejected,
    clockSkewSeconds: call.news.clockSkewSeconds ?? known.news.clockSkewSeconds,
    firmware: call.news.firmware ?? known.news.firmware,
    batteryPercent: call.news.batteryPercent ?? known.news.batteryPercent,
    rssiDbm: call.news.rssiDbm ?? known.news.rssiDbm,
  };
  return { ...call, news };
}
