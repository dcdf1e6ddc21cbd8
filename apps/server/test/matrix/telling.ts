import { type MatrixCampus, unknownId } from "./campus.ts";
import { adminOnly, at, everyone, ownerOnly, type Row, signedIn } from "./row.ts";

const SUBSCRIPTION = {
  endpoint: "https://push.example.org/send/1",
  keys: {
    p256dh:
      "BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U",
    auth: "tBHItJI5svbpez7KI4CCXg",
  },
};
const CHANNEL = {
  kind: "webhook",
  name: "Le mur",
  url: "https://hooks.example.org/x",
  events: ["booking_cancelled"],
};
const CHANNELS = "/api/v1/venues/{id}/webhooks";

export const TELLING: Row[] = [
  { route: "GET /api/v1/push-key", call: at("/api/v1/push-key"), expected: everyone(200) },
  {
    route: "GET /api/v1/me/inbox/unread",
    call: at("/api/v1/me/inbox/unread"),
    expected: signedIn(200),
  },
  {
    route: "POST /api/v1/me/inbox/read",
    call: at("/api/v1/me/inbox/read", {}),
    expected: signedIn(200),
  },
  {
    route: "GET /api/v1/me/notifications",
    call: at("/api/v1/me/notifications"),
    expected: signedIn(200),
  },
  {
    route: "PATCH /api/v1/me/notifications",
    call: at("/api/v1/me/notifications", { dailyLimit: { push: 6 } }),
    expected: signedIn(200),
  },
  {
    route: "POST /api/v1/me/notifications/test",
    call: at("/api/v1/me/notifications/test", { channel: "push" }),
    expected: signedIn(200),
  },
  {
    route: "GET /api/v1/me/push-subscriptions",
    call: at("/api/v1/me/push-subscriptions"),
    expected: signedIn(200),
  },
  {
    route: "POST /api/v1/me/push-subscriptions",
    call: at("/api/v1/me/push-subscriptions", SUBSCRIPTION),
    expected: signedIn(201),
  },
  {
    route: "DELETE /api/v1/me/push-subscriptions/{id}",
    on: "A's",
    call: async ({ A }) => {
      const { id } = (await A.post("/api/v1/me/push-subscriptions", SUBSCRIPTION)).body;
      return { path: `/api/v1/me/push-subscriptions/${id}` };
    },
    expected: ownerOnly(204),
  },
  {
    route: `GET ${CHANNELS}`,
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/webhooks` }),
    expected: adminOnly(200),
  },
  {
    route: `POST ${CHANNELS}`,
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/webhooks`, body: CHANNEL }),
    expected: adminOnly(201),
  },
  {
    route: `PATCH ${CHANNELS}/{webhookId}`,
    call: async (campus) => ({ path: await newChannel(campus), body: { name: "Le salon" } }),
    expected: adminOnly(200),
  },
  {
    route: `PATCH ${CHANNELS}/{webhookId}`,
    on: "of another venue",
    call: async (campus) => ({
      path: (await newChannel(campus)).replace(campus.venueId, unknownId),
      body: { name: "Le salon" },
    }),
    expected: adminOnly(404),
  },
  {
    route: `POST ${CHANNELS}/{webhookId}/test`,
    call: ({ venueId }) => ({
      path: `/api/v1/venues/${venueId}/webhooks/${unknownId}/test`,
      body: {},
    }),
    expected: adminOnly(404),
  },
  {
    route: `DELETE ${CHANNELS}/{webhookId}`,
    call: async (campus) => ({ path: await newChannel(campus) }),
    expected: adminOnly(204),
  },
];

async function newChannel({ admin, venueId }: MatrixCampus): Promise<string> {
  const path = `/api/v1/venues/${venueId}/webhooks`;
  return `${path}/${(await admin.post(path, CHANNEL)).body.id}`;
}
