import {
  type DeviceAck,
  type DeviceEnvelope,
  type DeviceEvent,
  deviceEventSchema,
  MAX_EVENTS_PER_CALL,
} from "@babyfoot/contract";
import { AppError } from "../../platform/errors.ts";

export type Rejection = DeviceAck["rejected"][number];

/** An envelope read event by event. */
export interface ReadEnvelope {
  envelope: DeviceEnvelope;
  events: DeviceEvent[];
  rejected: { rejection: Rejection; event: unknown }[];
}

/**
 * Checks each event by itself: a bad one is rejected, the others count.
 * @throws AppError `too_large` past 500 events.
 */
export function readEnvelope(envelope: DeviceEnvelope): ReadEnvelope {
  if (envelope.events.length > MAX_EVENTS_PER_CALL)
    throw new AppError("too_large", `At most ${MAX_EVENTS_PER_CALL} events a call.`);
  const read: ReadEnvelope = { envelope, events: [], rejected: [] };
  for (const event of envelope.events) {
    const parsed = deviceEventSchema.safeParse(event);
    if (parsed.success) read.events.push(parsed.data);
    else read.rejected.push({ rejection: rejectionOf(event, parsed.error.issues), event });
  }
  return read;
}

type Issue = { path: PropertyKey[]; message: string };

function rejectionOf(event: unknown, issues: Issue[]): Rejection {
  const [issue] = issues;
  const field = issue?.path.map(String).join(".") ?? "";
  const detail = `${field === "" ? "event" : field}: ${issue?.message ?? "is wrong"}`;
  const code = field === "type" ? "unknown_type" : "invalid_event";
  return { seq: seqOf(event), code, detail: detail.slice(0, 200) };
}

function seqOf(event: unknown): number | null {
  if (typeof event !== "object" || event === null || !("seq" in event)) return null;
  const { seq } = event;
  return Number.isSafeInteger(seq) && Number(seq) >= 1 ? Number(seq) : null;
}
