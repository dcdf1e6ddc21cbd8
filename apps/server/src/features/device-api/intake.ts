import type { BoardAck, DeviceAck, DeviceEnvelope } from "@babyfoot/contract";
import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { named } from "../../platform/http/problems.ts";
import { type Work, withWork } from "../../platform/log/work.ts";
import type { IngestMeasures } from "../../platform/metrics/play-metrics.ts";
import { inSpan } from "../../platform/tracing/span.ts";
import { commandsAfter, nameBegun } from "../cards/cards.service.ts";
import type { BoardReport } from "./boards.ts";
import { readEnvelope } from "./envelope.ts";
import { type Follow, ingest, type Receipt } from "./ingest.ts";
import { createLane } from "./lane.ts";
import type { Delivery } from "./passage.ts";
import { countUnread, type Unread } from "./unread.ts";

/** So many events, or that many calls without, go into one transaction. */
const BATCH_CAPACITY = 1_000;
/** While PostgreSQL works on one batch, the next is prepared. A device always goes by the same lane. */
const LANES = 2;

type Log = Pick<FastifyBaseLogger, "warn">;

interface Sent {
  tokenHash: string;
  envelope: DeviceEnvelope;
  byMqtt: boolean;
  /** Of the call that has brought it. */
  work?: Work;
}

/** Where everything that tables send goes in, by whichever protocol it comes. Answers come after the commit. */
export interface Intake {
  /** @throws AppError `too_large`, `unknown_token`, `wrong_device_kind`, `unavailable`, `storage_full`. */
  takeEnvelope(sent: Sent, log: Log): Promise<DeviceAck>;
  /** @throws AppError as `takeEnvelope`, with `not_found` for an unknown token. */
  takeReport(tokenHash: string, report: BoardReport, work: Work): Promise<BoardAck>;
  /** Counts what could not be read at all as one rejected event of its device, if it is one. */
  takeUnread(unread: Unread): void;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

interface IntakeDeps {
  db: Db;
  secretKey: string;
  log: Log;
  measures: IngestMeasures;
}

const weigh = (delivery: Delivery): number =>
  delivery.kind === "native" ? Math.max(1, delivery.read.events.length) : 1;

// With PostgreSQL away each would wait for it in vain, one after the other.
const concernsAll = (error: unknown): boolean => named(error)?.code === "unavailable";

export function createIntake({ db, secretKey, log, measures }: IntakeDeps): Intake {
  const naming = createNaming(db, log);
  const lanes = Array.from({ length: LANES }, () =>
    createLane<Delivery, Receipt>({
      run: async (batch) => {
        const { receipts, begun } = await ingest(db, batch);
        naming.name(begun);
        return receipts;
      },
      ...{ weigh, capacity: BATCH_CAPACITY, concernsAll },
    }),
  );
  const unreadLane = createLane<Unread, true>({
    run: async (batch) => {
      await countUnread(db, batch);
      return batch.map(() => true as const);
    },
    ...{ weigh: () => 1, capacity: BATCH_CAPACITY, concernsAll },
  });
  const submit = async (delivery: Delivery, work: Work | undefined): Promise<Receipt> => {
    const lane = lanes[Number.parseInt(delivery.tokenHash.slice(0, 4), 16) % LANES];
    if (lane === undefined) throw new Error("no lane");
    const begun = performance.now();
    const { requestId, span: call } = work ?? {};
    const receipt = await inSpan(call?.child("lane"), (span) =>
      lane.submit({
        ...delivery,
        ...(requestId !== undefined && { requestId }),
        ...(span !== undefined && { span }),
      }),
    );
    measures.latency.observe((performance.now() - begun) / 1_000);
    count(measures, receipt);
    return receipt;
  };
  return {
    takeEnvelope: async ({ tokenHash, envelope, byMqtt, work }, callLog) => {
      const read = readEnvelope(envelope);
      const receivedAt = Date.now();
      const receipt = await submit({ kind: "native", tokenHash, receivedAt, read, byMqtt }, work);
      if (receipt.kind !== "native") throw new AppError("internal");
      const { next } = receipt;
      if (next === null) return receipt.ack;
      const commands = () => follow({ db, secretKey }, next, callLog);
      receipt.ack.commands = await (work === undefined ? commands() : withWork(work, commands));
      return receipt.ack;
    },
    takeReport: async (tokenHash, report, work) => {
      const receivedAt = Date.now();
      const receipt = await submit({ kind: "board", tokenHash, receivedAt, report }, work);
      if (receipt.kind !== "board") throw new AppError("internal");
      return receipt.ack;
    },
    takeUnread: (unread) => {
      unreadLane.submit(unread).catch((error: unknown) => {
        log.warn({ err: error }, "could not count what a device has sent");
      });
    },
    idle: async () => {
      await Promise.all([...lanes, unreadLane].map((lane) => lane.idle()));
      await naming.idle();
    },
  };
}

/** A board tells its score, and each time counts as one. */
function count(measures: IngestMeasures, receipt: Receipt): void {
  if (receipt.kind === "board") {
    measures.add("accepted", 1);
    return;
  }
  const { accepted, duplicates, rejected } = receipt.ack;
  measures.add("accepted", accepted);
  measures.add("duplicate", duplicates);
  measures.add("rejected", rejected.length);
}

/** Gives matches that have begun the names of those who have tapped in, beside what is being taken in. */
function createNaming(db: Db, log: Log) {
  const naming = new Set<Promise<void>>();
  return {
    name: (begun: readonly string[]): void => {
      if (begun.length === 0) return;
      const turn = nameBegun(db, begun)
        .catch((error: unknown) => log.warn({ err: error }, "could not name players"))
        .finally(() => naming.delete(turn));
      naming.add(turn);
    },
    idle: async (): Promise<void> => {
      await Promise.all(naming);
    },
  };
}

async function follow(
  deps: Pick<IntakeDeps, "db" | "secretKey">,
  { reader, uids }: Follow,
  log: Log,
): Promise<DeviceAck["commands"]> {
  try {
    return await commandsAfter(deps, reader, uids);
  } catch (error) {
    // The events are stored: what should have followed must not have them sent again.
    log.warn({ err: error }, "could not do what follows from events");
    return [];
  }
}
