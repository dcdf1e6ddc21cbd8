import type { BoardAck, DeviceAck, DeviceEvent } from "@babyfoot/contract";
import { scoreOf } from "@babyfoot/domain";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { type Head, type LogEntry, lockHeads, playEntries } from "../play/play.service.ts";
import { changedTables } from "../tables/tables.service.ts";
import type { BoardReport } from "./boards.ts";
import { clockOfCall } from "./call-clock.ts";
import { saveNews, takeHealth } from "./device-news.ts";
import type { ReadEnvelope, Rejection } from "./envelope.ts";
import {
  type Boot,
  bootKey,
  type DeviceNews,
  type DeviceRow,
  findDevices,
  keepRejections,
  loadBoots,
  loadSeqInstants,
  saveBoots,
} from "./ingest.queries.ts";
import { placeEvents } from "./place-events.ts";
import { acknowledged, hasGap, hasSeen, highestSeen, withSeen } from "./seen-ranges.ts";

/** What a device or board has sent, identified by the hash of its token (hex). */
export type Delivery = { tokenHash: string; receivedAt: number } & (
  | { kind: "native"; read: ReadEnvelope }
  | { kind: "board"; report: BoardReport }
);

export type Receipt = { kind: "native"; ack: DeviceAck } | { kind: "board"; ack: BoardAck };

/** A delivery on its way through one transaction. */
interface Passage {
  delivery: Delivery;
  device: DeviceRow;
  head: Head;
  boot: Boot | null;
  entries: LogEntry[];
  duplicates: number;
  rejected: Rejected[];
  /** Those of `rejected` that were not rejected in an earlier call. */
  refusals: Rejected[];
  news: DeviceNews;
}

interface Rejected {
  rejection: Rejection;
  event: unknown;
}

/** A boot may not leave more holes than this in its numbers. */
const MOST_RANGES = 1_000;
const TOO_MANY_GAPS = "too_many_gaps";
/** From so many rejected events on, a device's rejects are counted but no longer kept. */
const QUARANTINED_AFTER = 20;

/**
 * Takes what devices have sent in one transaction: who they are, what is new, the game, the announcements. Only
 * when it has committed are the receipts true.
 */
export async function ingest(db: Db, deliveries: Delivery[]): Promise<(Receipt | Error)[]> {
  return db.transaction().execute(async (tx) => {
    const devices = await findDevices(tx, unique(deliveries.map((d) => d.tokenHash)));
    const byHash = new Map(devices.map((device) => [device.tokenHash, device]));
    const heads = await lockHeads(tx, unique(devices.map((device) => device.tableId)));
    const boots = await bootsOf(tx, deliveries, byHash);
    const passages: (Passage | Error)[] = [];
    const placed = new Map<string, LogEntry[]>();
    for (const delivery of deliveries)
      passages.push(await enter(tx, delivery, { byHash, heads, boots, placed }));
    const inside = passages.filter((passage): passage is Passage => !(passage instanceof Error));
    // Devices before tables, as all others lock them.
    const devicesChanged = await saveNews(tx, inside);
    const played = await playEntries(
      tx,
      heads,
      inside.flatMap((passage) => passage.entries),
    );
    await saveBoots(tx, new Set(inside.flatMap((passage) => passage.boot ?? [])));
    await keepRejections(tx, inside.flatMap(rejectionsToKeep));
    await announce(tx, [...played.announcements, ...(await changedTables(tx, devicesChanged))]);
    return passages.map((passage) => (passage instanceof Error ? passage : receiptOf(passage)));
  });
}

const unique = (values: string[]): string[] => [...new Set(values)];

async function bootsOf(
  tx: Transaction,
  deliveries: Delivery[],
  byHash: Map<string, DeviceRow>,
): Promise<Map<string, Boot>> {
  const wanted = new Map<string, { venueId: string; deviceId: string; bootId: string }>();
  for (const delivery of deliveries) {
    const device = byHash.get(delivery.tokenHash);
    if (delivery.kind !== "native" || device === undefined) continue;
    const { bootId } = delivery.read.envelope;
    const boot = { venueId: device.venueId, deviceId: device.id, bootId };
    wanted.set(bootKey(boot), boot);
  }
  return wanted.size === 0 ? new Map() : loadBoots(tx, [...wanted.values()]);
}

interface Known {
  byHash: Map<string, DeviceRow>;
  heads: Map<string, Head>;
  boots: Map<string, Boot>;
  /** What this transaction has placed already, by boot: the database does not have it yet. */
  placed: Map<string, LogEntry[]>;
}

async function enter(
  tx: Transaction,
  delivery: Delivery,
  { byHash, heads, boots, placed }: Known,
): Promise<Passage | Error> {
  const device = byHash.get(delivery.tokenHash);
  const head = device === undefined ? undefined : heads.get(device.tableId);
  if (device === undefined || head === undefined)
    return new AppError(delivery.kind === "board" ? "not_found" : "unknown_token");
  if (device.kind !== delivery.kind) return new AppError("wrong_device_kind");
  const passage = newPassage(delivery, device, head);
  if (delivery.kind === "board") {
    passage.entries.push(boardEntry(delivery, device, head));
    return passage;
  }
  const key = bootKey({ deviceId: device.id, bootId: delivery.read.envelope.bootId });
  const boot = boots.get(key);
  if (boot === undefined) return new Error("the boot was not loaded");
  const earlier = placed.get(key) ?? [];
  const siblings = [...boots.values()].filter((other) => other.deviceId === device.id);
  await enterNative(tx, passage, delivery, { boot, siblings, earlier });
  placed.set(key, [...earlier, ...passage.entries]);
  return passage;
}

function newPassage(delivery: Delivery, device: DeviceRow, head: Head): Passage {
  const news = {
    venueId: device.venueId,
    id: device.id,
    catchingUp: false,
    rejected: 0,
    clockSkewSeconds: null,
    firmware: null,
    batteryPercent: null,
    rssiDbm: null,
  };
  return {
    delivery,
    device,
    head,
    boot: null,
    entries: [],
    duplicates: 0,
    rejected: [],
    refusals: [],
    news,
  };
}

function boardEntry(
  { report, receivedAt }: Extract<Delivery, { kind: "board" }>,
  device: DeviceRow,
  head: Head,
): LogEntry {
  return {
    id: newId(),
    tableId: device.tableId,
    // A board keeps no time and no count of its messages: they stand in the order of their arrival.
    at: Math.max(receivedAt, head.last.at + 1),
    boot: 0,
    seq: 0,
    source: "board",
    deviceId: device.id,
    bootId: null,
    deviceMs: null,
    receivedAt,
    actorId: null,
    body: report,
  };
}

type NativeDelivery = Extract<Delivery, { kind: "native" }>;

async function enterNative(
  tx: Transaction,
  passage: Passage,
  { read, receivedAt }: NativeDelivery,
  { boot, siblings, earlier }: { boot: Boot; siblings: Boot[]; earlier: LogEntry[] },
): Promise<void> {
  const { device, head, news } = passage;
  passage.boot = boot;
  passage.rejected = [...read.rejected];
  const fresh = newEvents(passage, read.events, boot);
  const clock = clockOfCall({ read, receivedAt }, boot, fresh);
  boot.clockOffsetMs = clock.clockOffsetMs;
  boot.wallOffsetMs = clock.wallOffsetMs;
  const late = fresh.some((event) => event.seq < highestSeen(boot.seen));
  const neighbours = late
    ? [...(await loadSeqInstants(tx, boot)), ...earlier].sort((a, b) => a.seq - b.seq)
    : [];
  passage.entries = placeEvents(
    { device, head, boot, siblings, clock, receivedAt, neighbours },
    fresh,
  );
  passage.refusals = markRejected(passage, boot);
  news.catchingUp = hasGap(boot.seen);
  news.rejected = passage.refusals.length;
  news.clockSkewSeconds = clock.skewMs === null ? null : clock.skewMs / 1000;
  for (const event of fresh) takeHealth(news, event);
}

/**
 * Rejected events are over, so that they hold up no acknowledgement; those beyond too many gaps stay with the device.
 * Answers the ones that were not rejected before.
 */
function markRejected({ rejected }: Passage, boot: Boot): Rejected[] {
  return rejected.filter(({ rejection: { seq, code } }) => {
    if (seq === null) return true;
    if (hasSeen(boot.seen, seq) || code === TOO_MANY_GAPS) return false;
    if (boot.seen.length < MOST_RANGES || seq <= highestSeen(boot.seen) + 1)
      boot.seen = withSeen(boot.seen, seq);
    return true;
  });
}

/** Those not yet known, in order of seq; each seq once even within a call. */
function newEvents(passage: Passage, events: DeviceEvent[], boot: Boot): DeviceEvent[] {
  const bySeq = new Map<number, DeviceEvent>();
  for (const event of events) {
    if (hasSeen(boot.seen, event.seq) || bySeq.has(event.seq)) passage.duplicates += 1;
    else if (boot.seen.length >= MOST_RANGES && event.seq > highestSeen(boot.seen) + 1)
      passage.rejected.push({ rejection: { seq: event.seq, code: TOO_MANY_GAPS }, event });
    else bySeq.set(event.seq, event);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function rejectionsToKeep({ device, refusals }: Passage) {
  const room = Math.max(0, QUARANTINED_AFTER - device.rejectedEvents);
  return refusals.slice(0, room).map((item) => ({
    venueId: device.venueId,
    id: newId(),
    deviceId: device.id,
    ...item,
  }));
}

function receiptOf(passage: Passage): Receipt {
  const { delivery, head, boot, duplicates, rejected } = passage;
  if (delivery.kind === "board") return { kind: "board", ack: boardAck(head) };
  return {
    kind: "native",
    ack: {
      acknowledgedSeq: acknowledged(boot?.seen ?? []),
      accepted:
        delivery.read.events.length -
        duplicates -
        (rejected.length - delivery.read.rejected.length),
      duplicates,
      rejected: rejected.map(({ rejection }) => rejection),
      commands: [],
    },
  };
}

/** How the table stands now; after a reset to 0–0 no match runs until its first goal. */
function boardAck({ state }: Head): BoardAck {
  const reset = state.total !== null && state.total.red + state.total.blue === 0;
  const shown = state.running ?? (reset ? null : state.last);
  if (shown === null) return { ok: true, matchId: null, scoreRed: 0, scoreBlue: 0 };
  const score = scoreOf(shown.state);
  return { ok: true, matchId: shown.id, scoreRed: score.red, scoreBlue: score.blue };
}
