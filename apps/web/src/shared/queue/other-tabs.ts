const CHANNEL = "babyfoot.queue";

/** One person's tabs tell each other: what one of them does about the line, the others show. */
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;

export function tellOtherTabs(): void {
  channel?.postMessage(null);
}

export function onOtherTab(listener: () => void): () => void {
  channel?.addEventListener("message", listener);
  return () => channel?.removeEventListener("message", listener);
}
