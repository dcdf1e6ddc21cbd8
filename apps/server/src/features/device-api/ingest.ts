import type { BoardAck, DeviceAck, Match } from "@babyfoot/contract";
import { scoreOf } from "@babyfoot/domain";
import type { Db, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { type Announcement, announce } from "../../platform/live-log.ts";
import {
  type Head,
  headsOf,
  type LogEntry,
  playEntries,
  touchHeads,
} from "../play/play.service.ts";
import { changedTables } from "../tables/tables.service.ts";
import { believe, believedDevices, disbelieve } from "./believed-devices.ts";
import type { Boot } from "./boots.queries.ts";
import { bootsOf, type TableBoots, type WantedBoot, writeBoots } from "./boots.ts";
import { type Heard, saveNews, tablesChangedBy } from "./device-news.ts";
import {
  type DeviceRow,
  type FoundDevice,
  findAndLock,
  isOutdated,
  keepRejections,
  lockBelieved,
  QUARANTINED_AFTER,
} from "./ingest.queries.ts";
import { type Delivery, enter, type Passage } from "./passage.ts";
import { acknowledged } from "./seen-ranges.ts";
import { traceTransaction } from "./traced-batch.ts";

export type Receipt =
  | { kind: "native"; ack: DeviceAck; next: Follow | null }
  | { kind: "board"; ack: BoardAck };

/** What is to be done once events are stored: cards just tapped, and commands to hand out. */
export interface Follow {
  reader: { deviceId: string; venueId: string; tableId: string };
  uids: string[];
}

export interface Ingested {
  receipts: (Receipt | Error)[];
  /** Matches at tables where somebody has tapped in that have begun with it, or may have. */
  begun: string[];
}

/**
 * Takes what devices have sent in one transaction: who they are, what is new, the game, the announcements. Only
 * when it has committed are the receipts true. What this process remembers of the devices saves asking for it; should
 * any of it be outdated, PostgreSQL ends the transaction, and all is done again with what is stored.
 */
export async function ingest(db: Db, deliveries: Delivery[]): Promise<Ingested> {
  const hashes = [...new Set(deliveries.map((one) => one.tokenHash))];
  const believed = believedDevices(hashes);
  if (believed === undefined) return take(db, deliveries, { hashes });
  try {
    return await take(db, deliveries, { hashes, believed });
  } catch (error) {
    disbelieve(hashes);
    if (!isOutdated(error)) throw error;
    return take(db, deliveries, { hashes });
  }
}

interface Senders {
  hashes: string[];
  believed?: FoundDevice[];
}

async function lock(tx: Transaction, { hashes, believed }: Senders): Promise<FoundDevice[]> {
  if (believed === undefined) return findAndLock(tx, hashes);
  await lockBelieved(tx, believed);
  return believed;
}

async function take(db: Db, deliveries: Delivery[], senders: Senders): Promise<Ingested> {
  const { run, name, causes } = traceTransaction(deliveries);
  const transact = async (tx: Transaction) => {
    await name(tx);
    const found = await lock(tx, senders);
    const heads = await headsOf(tx, found);
    const byHash = new Map(found.map((device) => [device.tokenHash, device]));
    const boots = await bootsOf(tx, wantedBoots(deliveries, byHash, heads));
    const known = { byHash, heads, boots, placed: new Map<string, LogEntry[]>() };
    const passages: (Passage | Error)[] = [];
    for (const delivery of deliveries) passages.push(await enter(tx, delivery, known));
    const believing = senders.believed !== undefined;
    const outcome = await write(tx, passages, { heads, boots, believing, causes });
    return { found, passages, ...outcome };
  };
  const done = await run(() => db.transaction().execute(transact));
  believe(done.found, done.written);
  const receipts = done.passages.map((passage) =>
    passage instanceof Error ? passage : receiptOf(passage, done.ended),
  );
  return { receipts, begun: done.begun };
}

interface Locked {
  heads: Map<string, Head>;
  boots: ReadonlyMap<string, TableBoots>;
}

interface Batch extends Locked {
  believing: boolean;
  causes: ReturnType<typeof traceTransaction>["causes"];
}

interface Outcome {
  /** What was written of the devices. */
  written: Heard[];
  /** As in `Ingested`. */
  begun: string[];
  /** Tables on which one may have ended that somebody's turn was for. */
  ended: ReadonlySet<string>;
}

/** Writes all that follows from deliveries. */
async function write(
  tx: Transaction,
  passages: readonly (Passage | Error)[],
  { heads, boots, believing, causes }: Batch,
): Promise<Outcome> {
  const inside = passages.filter((passage): passage is Passage => !(passage instanceof Error));
  // Devices before tables, as all others lock them.
  const written = await saveNews(tx, inside);
  const played = await playEntries(
    tx,
    heads,
    inside.flatMap((passage) => passage.entries),
    believing,
  );
  await keepBoots(tx, inside, boots);
  await keepRejections(tx, inside.flatMap(rejectionsToKeep));
  const tables = await changedTables(tx, tablesChangedBy(written));
  const announcements = [...played.announcements, ...tables];
  await announce(tx, announcements, causes(inside));
  return { written, ...turnsOf(announcements) };
}

/**
 * What is announced tells who has tapped in where a match begins, and whether one that ends was anybody's: so nothing need
 * be read.
 */
function turnsOf(announcements: readonly Announcement[]): Pick<Outcome, "begun" | "ended"> {
  const begun: string[] = [];
  const ended = new Set<string>();
  for (const { tableId, message } of announcements) {
    if (message.type === "match.finished" && tableId !== null && isNamed(message.match))
      ended.add(tableId);
    if (message.type !== "table.changed") continue;
    const { id, currentMatch, seats, nextReservation } = message.table;
    if (currentMatch !== null && seats.length > 0) begun.push(currentMatch.id);
    if (currentMatch === null && nextReservation !== null) ended.add(id);
  }
  return { begun, ended };
}

const isNamed = ({ red, blue }: Match): boolean => red.length + blue.length > 0;

function wantedBoots(
  deliveries: readonly Delivery[],
  byHash: ReadonlyMap<string, DeviceRow>,
  heads: ReadonlyMap<string, Head>,
): WantedBoot[] {
  return deliveries.flatMap((delivery) => {
    const device = byHash.get(delivery.tokenHash);
    const head = device && heads.get(device.tableId);
    if (delivery.kind !== "native" || device === undefined || head === undefined) return [];
    return [{ head, deviceId: device.id, bootId: delivery.read.envelope.bootId }];
  });
}

/** Writes the runs of which the log does not tell all; a table on which nothing was played gets its next revision for it. */
async function keepBoots(
  tx: Transaction,
  passages: readonly Passage[],
  boots: ReadonlyMap<string, TableBoots>,
): Promise<void> {
  const due = new Set<Boot>();
  const played = new Set<Head>();
  const heads = new Set<Head>();
  for (const { head, boot, bootChanged, bootIsDue, entries } of passages) {
    if (entries.length > 0) played.add(head);
    if (!bootChanged || boot === null) continue;
    if (bootIsDue) due.add(boot);
    heads.add(head);
  }
  await touchHeads(
    tx,
    [...heads].filter((head) => !played.has(head)),
  );
  const written = new Set([...heads, ...played]);
  await writeBoots(tx, due, written, boots);
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

function receiptOf(passage: Passage, ended: ReadonlySet<string>): Receipt {
  const { delivery, head, boot, duplicates, rejected } = passage;
  if (delivery.kind === "board") return { kind: "board", ack: boardAck(head) };
  return {
    kind: "native",
    next: followOf(passage, ended),
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

/** Commands are handed out where they are expected, so that a plain goal asks for nothing more. */
function followOf({ device, tapped, reports }: Passage, ended: ReadonlySet<string>): Follow | null {
  const { id: deviceId, venueId, tableId } = device;
  if (!reports && !ended.has(tableId)) return null;
  return { reader: { deviceId, venueId, tableId }, uids: tapped };
}

/** How the table stands now; after a reset to 0–0 no match runs until its first goal. */
function boardAck({ state }: Head): BoardAck {
  const reset = state.total !== null && state.total.red + state.total.blue === 0;
  const shown = state.running ?? (reset ? null : state.last);
  if (shown === null) return { ok: true, matchId: null, scoreRed: 0, scoreBlue: 0 };
  const score = scoreOf(shown.state);
  return { ok: true, matchId: shown.id, scoreRed: score.red, scoreBlue: score.blue };
}
