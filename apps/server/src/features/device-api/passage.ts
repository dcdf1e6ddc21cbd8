import type { DeviceEvent } from "@babyfoot/contract";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { Span } from "../../platform/tracing/span.ts";
import type { Head, LogEntry } from "../play/play.service.ts";
import type { BoardReport } from "./boards.ts";
import { type Boot, bootKey, copyOf, loadSeqInstants } from "./boots.queries.ts";
import type { TableBoots } from "./boots.ts";
import { followsFromLog } from "./boots-in-log.ts";
import { clockOfCall } from "./call-clock.ts";
import { type ClockReading, instantTold } from "./device-clock.ts";
import { takeHealth } from "./device-news.ts";
import type { ReadEnvelope, Rejection } from "./envelope.ts";
import type { DeviceNews, DeviceRow } from "./ingest.queries.ts";
import { placeEvents, timesOf } from "./place-events.ts";
import { hasGap, hasSeen, highestSeen, withSeen } from "./seen-ranges.ts";

/** What a device or board has sent, identified by the hash of its token (hex). */
export type Delivery = {
  tokenHash: string;
  receivedAt: number;
  /** Of the call that brought it. */
  requestId?: string;
  /** Of its time in the lane, where it is traced. */
  span?: Span;
} & (
  | { kind: "native"; read: ReadEnvelope; byMqtt: boolean }
  | { kind: "board"; report: BoardReport }
);

/** A delivery on its way through one transaction. */
export interface Passage {
  delivery: Delivery;
  device: DeviceRow;
  head: Head;
  boot: Boot | null;
  bootChanged: boolean;
  /** Whether its row must be written, as the log does not tell all that is new of it. */
  bootIsDue: boolean;
  entries: LogEntry[];
  duplicates: number;
  rejected: Rejected[];
  /** Those of `rejected` that were not rejected in an earlier call. */
  refusals: Rejected[];
  news: DeviceNews;
  /** The cards that were tapped just now, in order. */
  tapped: string[];
  /** Whether the device has told of a card or its health, and so waits for commands. */
  reports: boolean;
}

interface Rejected {
  rejection: Rejection;
  event: unknown;
}

/** What is known of those who have sent, once their tables are locked. */
export interface Known {
  byHash: ReadonlyMap<string, DeviceRow>;
  heads: ReadonlyMap<string, Head>;
  /** By table. */
  boots: ReadonlyMap<string, TableBoots>;
  /** What this transaction has placed already, by boot: the database does not have it yet. */
  placed: Map<string, LogEntry[]>;
}

/** A boot may not leave more holes than this in its numbers. */
const MOST_RANGES = 1_000;
const TOO_MANY_GAPS = "too_many_gaps";

/** Takes a delivery in: what is new of it gets its place in the table's log. Answers why that cannot be. */
export async function enter(
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
  const ofTable = boots.get(device.tableId);
  const boot = ofTable?.get(key);
  if (ofTable === undefined || boot === undefined) return new Error("the boot was not loaded");
  const earlier = placed.get(key) ?? [];
  const siblings = ofTable.size === 1 ? [] : ofDevice(ofTable, device.id);
  await enterNative(tx, passage, delivery, { boot, siblings, earlier });
  placed.set(key, earlier.length === 0 ? passage.entries : [...earlier, ...passage.entries]);
  return passage;
}

const ofDevice = (boots: TableBoots, deviceId: string): Boot[] =>
  [...boots.values()].filter((boot) => boot.deviceId === deviceId);

function newPassage(delivery: Delivery, device: DeviceRow, head: Head): Passage {
  const news = {
    venueId: device.venueId,
    id: device.id,
    byMqtt: delivery.kind === "native" && delivery.byMqtt,
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
    bootChanged: false,
    bootIsDue: false,
    entries: [],
    duplicates: 0,
    rejected: [],
    refusals: [],
    news,
    tapped: [],
    reports: false,
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
  { boot, siblings, earlier }: { boot: Boot; siblings: Iterable<Boot>; earlier: LogEntry[] },
): Promise<void> {
  const { device, head, news } = passage;
  const before = copyOf(boot);
  passage.boot = boot;
  passage.rejected = [...read.rejected];
  const fresh = newEvents(passage, read.events, boot);
  const clock = clockOfCall({ read, receivedAt }, boot, fresh);
  boot.clockOffsetMs = clock.clockOffsetMs;
  boot.wallOffsetMs = clock.wallOffsetMs;
  passage.tapped = tappedIn(fresh, clock, receivedAt);
  passage.reports = read.events.some(({ type }) => type === "card" || type === "health");
  const late = fresh.some((event) => event.seq < highestSeen(boot.seen));
  const neighbours = late
    ? [...(await loadSeqInstants(tx, boot)), ...earlier].sort((a, b) => a.seq - b.seq)
    : [];
  passage.entries = placeEvents(
    { device, head, boot, siblings, clock, receivedAt, neighbours },
    fresh,
  );
  passage.refusals = markRejected(passage, boot);
  passage.bootChanged = differs(before, boot);
  passage.bootIsDue = passage.bootChanged && !followsFromLog(before, boot, { ...passage, fresh });
  if (!passage.bootIsDue) boot.unwritten = (before.unwritten ?? 0) + passage.entries.length;
  news.catchingUp = hasGap(boot.seen);
  news.rejected = passage.refusals.length;
  news.clockSkewSeconds = clock.skewMs === null ? null : clock.skewMs / 1000;
  for (const event of fresh) takeHealth(news, event);
}

/** A card that was tapped longer ago opens nothing any more: its event comes from a buffer. */
const TAP_LASTS_MS = 15_000;

function tappedIn(fresh: readonly DeviceEvent[], clock: ClockReading, receivedAt: number) {
  return fresh.flatMap((event) => {
    if (event.type !== "card") return [];
    const at = instantTold(timesOf(event), clock) ?? receivedAt;
    return receivedAt - at <= TAP_LASTS_MS ? [event.uid] : [];
  });
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

const differs = (before: Boot, now: Boot): boolean =>
  before.seen !== now.seen ||
  before.clockOffsetMs !== now.clockOffsetMs ||
  before.wallOffsetMs !== now.wallOffsetMs;
