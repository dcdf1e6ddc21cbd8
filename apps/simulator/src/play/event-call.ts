import type { DeviceEnvelope } from "@babyfoot/contract";
import type { NativeDevice } from "../native/device.ts";
import { type Answer, refusal, send } from "../network/send.ts";
import type { Playing } from "./table.ts";
import { createTrouble, unreachable } from "./trouble.ts";

/** The call of the native protocol. */
export interface EventCall {
  /** Sends, and lets the device forget what the answer acknowledges; tells whether it was taken. */
  send(envelope: DeviceEnvelope): Promise<boolean>;
  /** Sends, and loses the answer. */
  sendUnheard(envelope: DeviceEnvelope): Promise<void>;
  close(): Promise<void>;
}

export function createEventCall(
  { serverUrl, signal, say }: Pick<Playing, "serverUrl" | "signal" | "say">,
  { token, device }: { token: string; device: Pick<NativeDevice, "acknowledge"> },
): EventCall {
  const trouble = createTrouble(say);
  const url = new URL("/api/v1/device/events", serverUrl);
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const post = (envelope: DeviceEnvelope) =>
    send({ method: "POST", url, headers, body: JSON.stringify(envelope) }, signal);
  return {
    send: async (envelope) => {
      try {
        const answer = await post(envelope);
        const seq = acknowledgedSeq(answer);
        if (seq === null) trouble.is(`the server refuses events: ${refusal(answer)}`);
        else {
          trouble.isOver();
          device.acknowledge(envelope.bootId, seq);
        }
        return seq !== null;
      } catch (error) {
        signal.throwIfAborted();
        trouble.is(unreachable(error));
        return false;
      }
    },
    sendUnheard: async (envelope) => {
      await post(envelope).catch(() => signal.throwIfAborted());
    },
    close: async () => undefined,
  };
}

/** Up to which number the server holds everything; null when the answer does not say. */
export function acknowledgedSeq({ status, body }: Answer): number | null {
  if (status !== 200) return null;
  try {
    const { acknowledgedSeq: seq } = JSON.parse(body) as { acknowledgedSeq?: unknown };
    return Number.isSafeInteger(seq) ? Number(seq) : null;
  } catch {
    return null;
  }
}
