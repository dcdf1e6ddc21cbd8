import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";

const SOURCE = readFileSync(new URL("../../../public/notices.js", import.meta.url), "utf8");
const ORIGIN = "https://babyfoot.example";

interface Page {
  url: string;
  focus: () => Promise<void>;
  navigate: (url: string) => Promise<void>;
}
const pageAt = (url: string): Page => ({
  url,
  focus: vi.fn(async () => undefined),
  navigate: vi.fn(async () => undefined),
});

/** The worker as a browser runs it; `happens` waits until it is done. */
function worker({ pages = [] }: { pages?: Page[] } = {}) {
  const listeners = new Map<string, (event: object) => void>();
  const fresh = { toJSON: () => ({ endpoint: "https://push.example/new", keys: { auth: "a" } }) };
  const self = {
    location: { origin: ORIGIN },
    addEventListener: (type: string, listener: (event: object) => void) =>
      listeners.set(type, listener),
    registration: {
      showNotification: vi.fn(async () => undefined),
      pushManager: { subscribe: vi.fn(async () => fresh) },
    },
    clients: { matchAll: async () => pages, openWindow: vi.fn(async () => undefined) },
  };
  const fetched = vi.fn(async () => ({ json: async () => ({ publicKey: "key" }) }));
  runInNewContext(SOURCE, { self, URL, fetch: fetched, JSON });
  const happens = async (type: string, event: object = {}) => {
    let done: Promise<unknown> = Promise.resolve();
    listeners.get(type)?.({ ...event, waitUntil: (until: Promise<unknown>) => (done = until) });
    await done;
  };
  return { self, fetched, happens };
}

describe("the worker that shows notices", () => {
  it("shows what is pushed; one about the same takes its place", async () => {
    const { self, happens } = worker();
    const message = { title: "Une table pour toi", text: "T01", path: "/book", tag: "t" };
    await happens("push", { data: { json: () => message } });
    expect(self.registration.showNotification).toHaveBeenCalledWith("Une table pour toi", {
      body: "T01",
      tag: "t",
      renotify: true,
      icon: "/icon-192.png",
      data: { url: `${ORIGIN}/book` },
    });
  });

  it("never leads to another site", async () => {
    const { self, happens } = worker();
    for (const path of ["https://elsewhere.example/x", "//elsewhere.example"])
      await happens("push", { data: { json: () => ({ path }) } });
    const shown = self.registration.showNotification.mock.calls as unknown[][];
    expect(shown.map(([, options]) => options)).toMatchObject([
      { data: { url: ORIGIN } },
      { data: { url: ORIGIN } },
    ]);
  });

  it("pressed, it leads a page that is open there, or opens one", async () => {
    const notification = { close: vi.fn(), data: { url: `${ORIGIN}/bookings` } };
    const page = pageAt(`${ORIGIN}/`);
    await worker({ pages: [page] }).happens("notificationclick", { notification });
    expect(page.focus).toHaveBeenCalled();
    expect(page.navigate).toHaveBeenCalledWith(`${ORIGIN}/bookings`);
    const there = pageAt(`${ORIGIN}/bookings`);
    await worker({ pages: [page, there] }).happens("notificationclick", { notification });
    expect(there.focus).toHaveBeenCalled();
    expect(there.navigate).not.toHaveBeenCalled();
    const { self, happens } = worker();
    await happens("notificationclick", { notification });
    expect(self.clients.openWindow).toHaveBeenCalledWith(`${ORIGIN}/bookings`);
    expect(notification.close).toHaveBeenCalledTimes(3);
  });

  it("a subscription that its browser gives up is replaced", async () => {
    const { self, fetched, happens } = worker();
    const oldSubscription = { endpoint: "https://push.example/old" };
    await happens("pushsubscriptionchange", { oldSubscription });
    expect(self.registration.pushManager.subscribe).toHaveBeenCalledWith({
      userVisibleOnly: true,
      applicationServerKey: "key",
    });
    const [, call] = fetched.mock.calls as unknown as [string, { body: string }][];
    expect(call?.[0]).toBe("/api/v1/me/push-subscriptions");
    expect(JSON.parse(call?.[1].body ?? "")).toEqual({
      endpoint: "https://push.example/new",
      keys: { auth: "a" },
      replaces: "https://push.example/old",
    });
  });
});
