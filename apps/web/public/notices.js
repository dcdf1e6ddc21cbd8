// Shows what is pushed to this browser, and opens the page concerned. It keeps and serves nothing.

const pathOf = (text) => {
  const url = new URL(text ?? "/", self.location.origin);
  return url.origin === self.location.origin ? url.href : self.location.origin;
};

self.addEventListener("push", (event) => {
  const { title, text, path, tag } = event.data?.json() ?? {};
  const shown = self.registration.showNotification(title ?? "Babyfoot", {
    body: text ?? "",
    tag: tag ?? "babyfoot",
    renotify: true,
    icon: "/icon-192.png",
    data: { url: pathOf(path) },
  });
  event.waitUntil(shown);
});

const open = async (url) => {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => one.url === url) ?? pages[0];
  if (page === undefined) return self.clients.openWindow(url);
  await page.focus();
  // A page that this worker does not control cannot be led elsewhere.
  return page.url === url ? page : page.navigate(url).catch(() => self.clients.openWindow(url));
};

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

const subscribeAnew = async ({ oldSubscription, newSubscription }) => {
  let fresh = newSubscription;
  if (!fresh) {
    const { publicKey } = await (await fetch("/api/v1/push-key")).json();
    const options = { userVisibleOnly: true, applicationServerKey: publicKey };
    fresh = await self.registration.pushManager.subscribe(options);
  }
  const { endpoint, keys } = fresh.toJSON();
  await fetch("/api/v1/me/push-subscriptions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint, keys, replaces: oldSubscription?.endpoint }),
  });
};

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscribeAnew(event));
});
