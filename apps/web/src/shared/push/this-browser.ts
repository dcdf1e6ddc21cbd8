import { API, listOf, pushKeySchema, pushSubscriptionSchema } from "@babyfoot/contract";
import { call, nothing } from "../api/client.ts";

/** What this browser can do about notices: `denied` was said in it, and only there can it be taken back. */
export type PushState = "unsupported" | "denied" | "off" | "on";

const WORKER = "/notices.js";
const DEVICES = `${API}/me/push-subscriptions`;
const deviceList = listOf(pushSubscriptionSchema);

const isSupported = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** The devices that show my notices. */
export const readDevices = (signal?: AbortSignal) => call(deviceList, DEVICES, { signal });
export const removeDevice = (id: string) => call(nothing, `${DEVICES}/${id}`, { method: "DELETE" });

async function ownSubscription(): Promise<PushSubscription | null> {
  if (!isSupported()) return null;
  const worker = await navigator.serviceWorker.getRegistration(WORKER);
  return (await worker?.pushManager.getSubscription()) ?? null;
}

async function hashOf(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hash of this browser's endpoint, by which it finds itself among the devices. */
export async function thisDevice(): Promise<string | null> {
  const subscription = await ownSubscription();
  return subscription === null ? null : hashOf(subscription.endpoint);
}

/** Whether this browser shows the notices of whoever is signed in, whose devices these are. */
export async function pushStateOf(devices: readonly { endpointHash: string }[]) {
  if (!isSupported()) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const own = await thisDevice();
  return devices.some(({ endpointHash }) => endpointHash === own) ? "on" : "off";
}

/** Asks for permission, and has this browser show my notices. To be called by a press. */
export async function switchPushOn(attempt: string): Promise<PushState> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "denied" : "off";
  const worker = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const { publicKey } = await call(pushKeySchema, `${API}/push-key`);
  const subscription = await subscribed(worker.pushManager, publicKey);
  const { endpoint, keys } = subscription.toJSON();
  await call(pushSubscriptionSchema, DEVICES, {
    method: "POST",
    body: { endpoint, keys },
    attempt,
  });
  return "on";
}

/** A subscription for another key is of no use any more. */
async function subscribed(manager: PushManager, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    const old = await manager.getSubscription();
    if (old === null) throw error;
    await old.unsubscribe();
    return manager.subscribe(options);
  }
}

/** This browser shows no notices any more, whoever is signed in next. */
export async function switchPushOff(): Promise<void> {
  const subscription = await ownSubscription();
  if (subscription === null) return;
  const own = await hashOf(subscription.endpoint);
  const { items } = await readDevices();
  for (const { id, endpointHash } of items) if (endpointHash === own) await removeDevice(id);
  await subscription.unsubscribe();
}
