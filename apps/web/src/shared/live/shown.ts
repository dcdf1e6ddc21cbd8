import { API, type Shown } from "@babyfoot/contract";
import { call, nothing } from "../api/client.ts";

/** Says when a message that has just been received is shown: after the next picture. Should that fail, nothing is lost. */
export function sayWhenShown(traceparent: string): void {
  const receivedAt = performance.now();
  const say = (drawnAt: number) => {
    const body: Shown = {
      traceparent,
      drawnMs: Math.max(0, drawnAt - receivedAt),
      sentMs: performance.now() - receivedAt,
    };
    call(nothing, `${API}/live/shown`, { method: "POST", body }).catch(() => undefined);
  };
  // The task after the frame's callbacks comes once it has been drawn.
  requestAnimationFrame(() => window.setTimeout(() => say(performance.now())));
}
