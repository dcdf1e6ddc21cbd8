import {
  type DeviceAck,
  type DeviceEnvelope,
  deviceEnvelopeSchema,
  deviceTopic,
  MAX_ENVELOPE_BYTES,
  type MqttAck,
  type Problem,
} from "@babyfoot/contract";
import type { FastifyBaseLogger } from "fastify";
import { AppError, problemOf } from "../../platform/errors.ts";
import { named } from "../../platform/http/problems.ts";
import { type Intake, isUnread } from "../device-api/device-api.service.ts";
import type { Heard, Said } from "./broker.ts";
import type { MqttMetrics } from "./mqtt.metrics.ts";
import type { Refusals } from "./refusals.ts";
import type { Tokens } from "./tokens.ts";

export interface TakeDeps {
  intake: Intake;
  tokens: Tokens;
  /** Reads JSON as calls by HTTP are read. Throws what they answer. */
  parseJson: (text: string) => unknown;
  say: (message: Said) => void;
  refusals: Refusals;
  metrics: MqttMetrics;
  log: Pick<FastifyBaseLogger, "warn" | "error">;
}

/** Answers one who has too much under way already, without reading what it sends: it comes again. */
export function turnAway({ say, refusals }: TakeDeps, deviceId: string): void {
  refusals.note("too much under way", { deviceId });
  const payload = JSON.stringify(problemOf("unavailable"));
  say({ topic: deviceTopic(deviceId, "acks"), payload, retain: false });
}

/** Takes what a device has sent as a call by HTTP, and says on its `acks` what that would have answered. */
export async function takeEvents(
  deps: TakeDeps,
  deviceId: string,
  { payload, tokenHash: signedIn }: Heard,
): Promise<void> {
  const answer = (body: MqttAck | Problem): void =>
    deps.say({
      topic: deviceTopic(deviceId, "acks"),
      payload: JSON.stringify(body),
      retain: false,
    });
  let tokenHash = signedIn;
  try {
    tokenHash ??= await deps.tokens.hashOf(deviceId);
    if (tokenHash === undefined) throw new AppError("unknown_token");
    const envelope = readPayload(deps, payload);
    const ack = await take(deps, { deviceId, tokenHash, envelope, isSignedIn: !!signedIn });
    deps.metrics.count("in", "taken");
    answer({ ...ack, bootId: envelope.bootId });
    for (const command of ack.commands)
      deps.say({
        topic: deviceTopic(deviceId, "commands"),
        payload: JSON.stringify(command),
        retain: false,
      });
  } catch (error) {
    answer(refused(deps, error, { deviceId, tokenHash, payload }));
  }
}

function readPayload({ parseJson }: TakeDeps, payload: Buffer): DeviceEnvelope {
  if (payload.length > MAX_ENVELOPE_BYTES) throw new AppError("too_large");
  const parsed = deviceEnvelopeSchema.safeParse(parseJson(payload.toString()));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: `/${path.map(String).join("/")}`,
    message,
  }));
  throw new AppError("invalid_input", undefined, { errors });
}

interface Sent {
  deviceId: string;
  tokenHash: string;
  envelope: DeviceEnvelope;
  /** With us, by this token; else its present one counts. */
  isSignedIn: boolean;
}

async function take(deps: TakeDeps, sent: Sent): Promise<DeviceAck> {
  const { deviceId, envelope, isSignedIn } = sent;
  const takeBy = (tokenHash: string) =>
    deps.intake.takeEnvelope({ tokenHash, envelope, byMqtt: true }, deps.log);
  try {
    return await takeBy(sent.tokenHash);
  } catch (error) {
    if (isSignedIn || named(error)?.code !== "unknown_token") throw error;
    deps.tokens.forget(deviceId);
    const present = await deps.tokens.hashOf(deviceId);
    if (present === undefined) throw error;
    return takeBy(present);
  }
}

interface Refused {
  deviceId: string;
  tokenHash: string | undefined;
  payload: Buffer;
}

/** Counts and tells of a refusal; what cannot be read goes against its device. */
function refused(deps: TakeDeps, error: unknown, sent: Refused): Problem {
  const failure = named(error);
  if (failure === undefined) deps.log.error({ err: error }, "events by MQTT failed");
  const { code, message, extra } = failure ?? new AppError("internal");
  deps.refusals.note(code, { deviceId: sent.deviceId });
  if (sent.tokenHash !== undefined && isUnread(code))
    deps.intake.takeUnread({ tokenHash: sent.tokenHash, code, text: textOf(sent.payload) });
  return problemOf(code, {
    detail: message,
    ...(extra.errors !== undefined && { errors: extra.errors }),
  });
}

const textOf = (payload: Buffer): string => payload.subarray(0, 4_000).toString();
