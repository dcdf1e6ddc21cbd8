import { timeOn } from "./booking.ts";
import { Client } from "./client.ts";
import { ACTORS, type Actor, type MatrixCampus, unknownId } from "./matrix-campus.ts";

export interface Call {
  path: string;
  body?: unknown;
}

/** A route, on what it is called, and the status that each actor gets. */
export interface Row {
  route: string;
  on?: string;
  /** Each actor gets a client of its own, since the call ends something of theirs. */
  fresh?: true;
  call: (campus: MatrixCampus) => Call | Promise<Call>;
  expected: Record<Actor, number>;
}

type Expected = Row["expected"];

const everyone = (status: number): Expected =>
  Object.fromEntries(ACTORS.map((actor) => [actor, status])) as Expected;
const nobody = everyone(401);
const signedIn = (status: number): Expected => ({
  ...nobody,
  A: status,
  B: status,
  staff: status,
  admin: status,
});
const staffOnly = (status: number): Expected => ({ ...signedIn(status), A: 403, B: 403 });
const adminOnly = (status: number): Expected => ({ ...staffOnly(status), staff: 403 });
const ownerOnly = (status: number): Expected => ({ ...signedIn(404), A: status });
const playersAndStaff = (status: number): Expected => ({ ...signedIn(status), B: 403 });

const at = (path: string, body?: unknown) => (): Call => ({ path, body });
let people = 0;
const someEmail = () => {
  people += 1;
  return `matrix${people}-${process.pid}@babyfoot.test`;
};
const password = "a long enough password";

const SYSTEM: Row[] = [
  { route: "GET /healthz", call: at("/healthz"), expected: everyone(200) },
  { route: "GET /readyz", call: at("/readyz"), expected: everyone(200) },
  { route: "GET /api/v1/version", call: at("/api/v1/version"), expected: everyone(200) },
  {
    route: "GET /api/v1/openapi.json",
    call: at("/api/v1/openapi.json"),
    expected: everyone(200),
  },
  {
    route: "GET /metrics",
    on: "from loopback; a token that is shown must be the right one",
    call: at("/metrics"),
    expected: { ...everyone(200), device: 401, board: 401 },
  },
];

const AUTH: Row[] = [
  {
    route: "POST /api/auth/sign-up/email",
    call: () => ({
      path: "/api/auth/sign-up/email",
      body: { email: someEmail(), password, name: "Matrix" },
    }),
    fresh: true,
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/sign-in/email",
    call: async ({ freshClient }) => {
      const person = await freshClient("A");
      const { email } = (await person.get("/api/v1/me")).body;
      return { path: "/api/auth/sign-in/email", body: { email, password } };
    },
    fresh: true,
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/change-password",
    call: at("/api/auth/change-password", {
      currentPassword: password,
      newPassword: "another long password",
    }),
    fresh: true,
    expected: signedIn(200),
  },
  {
    route: "GET /api/auth/get-session",
    call: at("/api/auth/get-session"),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/sign-out",
    call: at("/api/auth/sign-out", {}),
    fresh: true,
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/request-password-reset",
    call: () => ({ path: "/api/auth/request-password-reset", body: { email: someEmail() } }),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/send-verification-email",
    call: () => ({ path: "/api/auth/send-verification-email", body: { email: someEmail() } }),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/reset-password",
    on: "with a made-up link",
    call: at("/api/auth/reset-password", { token: "made-up", newPassword: password }),
    expected: everyone(422),
  },
  {
    route: "GET /api/auth/verify-email",
    on: "with a made-up link",
    call: at("/api/auth/verify-email?token=made-up"),
    expected: everyone(302),
  },
  {
    route: "GET /api/v1/sign-in-options",
    call: at("/api/v1/sign-in-options"),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/sign-in/social",
    on: "where no school is configured",
    call: at("/api/auth/sign-in/social", { provider: "oidc" }),
    expected: everyone(404),
  },
  {
    route: "GET /api/auth/callback/{provider}",
    on: "where no school is configured",
    call: at("/api/auth/callback/oidc?state=x"),
    expected: everyone(404),
  },
];

const PEOPLE: Row[] = [
  { route: "GET /api/v1/me", call: at("/api/v1/me"), expected: signedIn(200) },
  {
    route: "PATCH /api/v1/me",
    call: at("/api/v1/me", { locale: "en" }),
    expected: signedIn(200),
  },
  { route: "DELETE /api/v1/me", call: at("/api/v1/me"), fresh: true, expected: signedIn(204) },
  { route: "GET /api/v1/me/export", call: at("/api/v1/me/export"), expected: signedIn(200) },
  { route: "GET /api/v1/me/sessions", call: at("/api/v1/me/sessions"), expected: signedIn(200) },
  {
    route: "DELETE /api/v1/me/sessions/{id}",
    on: "a session of A",
    call: async ({ A, server }) => {
      const { email } = (await A.get("/api/v1/me")).body;
      await new Client(server).post("/api/auth/sign-in/email", { email, password });
      const { items } = (await A.get("/api/v1/me/sessions")).body;
      const other = items.find((session: { current: boolean }) => !session.current);
      return { path: `/api/v1/me/sessions/${other.id}` };
    },
    expected: ownerOnly(204),
  },
  { route: "GET /api/v1/me/inbox", call: at("/api/v1/me/inbox"), expected: signedIn(200) },
  {
    route: "POST /api/v1/me/inbox/{id}/read",
    on: "a message of A",
    call: async ({ newMessageOfA }) => ({
      path: `/api/v1/me/inbox/${await newMessageOfA()}/read`,
      body: {},
    }),
    expected: ownerOnly(200),
  },
  { route: "GET /api/v1/people", call: at("/api/v1/people"), expected: adminOnly(200) },
  {
    route: "PATCH /api/v1/people/{id}",
    on: "A, who stays a player",
    call: ({ A }) => ({ path: `/api/v1/people/${A.id}`, body: { role: "player" } }),
    expected: adminOnly(200),
  },
  { route: "GET /api/v1/players", call: at("/api/v1/players"), expected: signedIn(200) },
  {
    route: "GET /api/v1/players/{id}",
    call: ({ A }) => ({ path: `/api/v1/players/${A.id}` }),
    expected: everyone(200),
  },
];

const CAMPUS: Row[] = [
  { route: "GET /api/v1/venues", call: at("/api/v1/venues"), expected: everyone(200) },
  {
    route: "GET /api/v1/venues/{id}",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}` }),
    expected: everyone(200),
  },
  {
    route: "PATCH /api/v1/venues/{id}",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}`, body: { name: "Souk" } }),
    expected: adminOnly(200),
  },
  {
    route: "POST /api/v1/venues/{id}/preview",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/preview`, body: {} }),
    expected: adminOnly(200),
  },
  { route: "GET /api/v1/audit", call: at("/api/v1/audit"), expected: adminOnly(200) },
  { route: "GET /api/v1/tables", call: at("/api/v1/tables"), expected: everyone(200) },
  {
    route: "GET /api/v1/tables/{id}",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}` }),
    expected: everyone(200),
  },
  {
    route: "POST /api/v1/tables",
    call: ({ venueId }) => {
      people += 1;
      return { path: "/api/v1/tables", body: { code: `M${people}`, name: "Matrix", venueId } };
    },
    expected: adminOnly(201),
  },
  {
    route: "PATCH /api/v1/tables/{id}",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}`, body: { location: "Hall" } }),
    expected: adminOnly(200),
  },
  {
    route: "DELETE /api/v1/tables/{id}",
    call: async ({ newTable }) => ({ path: `/api/v1/tables/${(await newTable()).id}` }),
    expected: adminOnly(204),
  },
  { route: "GET /api/v1/faults", call: at("/api/v1/faults"), expected: staffOnly(200) },
  {
    route: "GET /api/v1/faults/{id}",
    call: async ({ newFault }) => ({ path: `/api/v1/faults/${await newFault()}` }),
    expected: staffOnly(200),
  },
  {
    route: "PATCH /api/v1/faults/{id}",
    call: async ({ newFault }) => ({
      path: `/api/v1/faults/${await newFault()}`,
      body: { resolved: true },
    }),
    expected: staffOnly(200),
  },
  {
    route: "GET /api/v1/tables/{id}/faults",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/faults` }),
    expected: signedIn(200),
  },
  {
    route: "POST /api/v1/tables/{id}/faults",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/faults`, body: { kind: "other" } }),
    expected: signedIn(201),
  },
  {
    route: "POST /api/v1/tables/{id}/faults",
    on: "saying that it blocks the table",
    call: async ({ newTable }) => ({
      path: `/api/v1/tables/${(await newTable()).id}/faults`,
      body: { kind: "broken_rod", blocking: true },
    }),
    expected: staffOnly(201),
  },
  { route: "GET /api/v1/devices", call: at("/api/v1/devices"), expected: adminOnly(200) },
  {
    route: "GET /api/v1/devices/{id}",
    call: ({ device }) => ({ path: `/api/v1/devices/${device.id}` }),
    expected: adminOnly(200),
  },
  {
    route: "POST /api/v1/devices",
    call: ({ table }) => ({
      path: "/api/v1/devices",
      body: { tableId: table.id, name: "Matrix", kind: "native" },
    }),
    expected: adminOnly(201),
  },
  {
    route: "PATCH /api/v1/devices/{id}",
    call: ({ device }) => ({ path: `/api/v1/devices/${device.id}`, body: { name: "Matrix" } }),
    expected: adminOnly(200),
  },
  {
    route: "DELETE /api/v1/devices/{id}",
    call: async ({ newDevice }) => ({ path: `/api/v1/devices/${(await newDevice()).id}` }),
    expected: adminOnly(204),
  },
  {
    route: "POST /api/v1/devices/{id}/token",
    call: async ({ newDevice }) => ({
      path: `/api/v1/devices/${(await newDevice()).id}/token`,
      body: {},
    }),
    expected: adminOnly(201),
  },
  {
    route: "POST /api/v1/devices/{id}/test-goal",
    call: async ({ newDevice }) => ({
      path: `/api/v1/devices/${(await newDevice()).id}/test-goal`,
      body: { side: "red" },
    }),
    expected: adminOnly(201),
  },
];

const PLAY: Row[] = [
  { route: "GET /api/v1/matches", call: at("/api/v1/matches"), expected: everyone(200) },
  {
    route: "GET /api/v1/matches/{id}",
    call: async ({ newMatch }) => ({ path: `/api/v1/matches/${await newMatch()}` }),
    expected: everyone(200),
  },
  {
    route: "POST /api/v1/matches",
    on: "in which A plays",
    call: async ({ newTable, A }) => ({
      path: "/api/v1/matches",
      body: { tableId: (await newTable()).id, red: [A.id] },
    }),
    expected: playersAndStaff(201),
  },
  ...(
    [
      ["goals", { side: "red" }],
      ["finish", {}],
      ["abandon", {}],
    ] as const
  ).map(
    ([action, body]): Row => ({
      route: `POST /api/v1/matches/{id}/${action}`,
      on: "a match of A",
      call: async ({ newMatch }) => ({
        path: `/api/v1/matches/${await newMatch()}/${action}`,
        body,
      }),
      expected: playersAndStaff(201),
    }),
  ),
  {
    route: "POST /api/v1/matches/{id}/corrections",
    on: "undoing in a match of A",
    call: async ({ newMatch, A }) => {
      const path = `/api/v1/matches/${await newMatch()}`;
      await A.post(`${path}/goals`, { side: "red" });
      return { path: `${path}/corrections`, body: {} };
    },
    expected: playersAndStaff(201),
  },
  {
    route: "POST /api/v1/matches/{id}/corrections",
    on: "putting the score of a match of A right",
    call: async ({ newMatch }) => ({
      path: `/api/v1/matches/${await newMatch()}/corrections`,
      body: { red: 3, blue: 2 },
    }),
    expected: staffOnly(201),
  },
  {
    route: "POST /api/v1/matches/{id}/players",
    on: "sending A away",
    call: async ({ newMatch }) => ({
      path: `/api/v1/matches/${await newMatch()}/players`,
      body: { red: [], blue: [] },
    }),
    expected: playersAndStaff(201),
  },
  {
    route: "POST /api/v1/matches/{id}/confirmations",
    on: "a finished match that A's side has entered",
    call: async ({ newMatch, A }) => {
      const path = `/api/v1/matches/${await newMatch()}`;
      await A.post(`${path}/goals`, { side: "red" });
      await A.post(`${path}/finish`);
      return { path: `${path}/confirmations`, body: {} };
    },
    expected: staffOnly(201),
  },
];

const SENSORS: Row[] = [
  {
    route: "POST /api/v1/device/events",
    call: at("/api/v1/device/events", { bootId: "matrix", events: [] }),
    expected: { ...nobody, device: 200, board: 403 },
  },
  ...(["POST", "PATCH"] as const).map((method): Row => {
    const below = method === "POST" ? "goal" : "api/v1/matches/1/score";
    const body = method === "POST" ? { team: "red" } : { red_score: 1, blue_score: 0 };
    return {
      route: `${method} /api/v1/device/board/{token}/{*}`,
      on: "the board's secret address, which is the key itself",
      call: ({ board }) => ({ path: `/api/v1/device/board/${board.token}/${below}`, body }),
      expected: everyone(200),
    };
  }),
  {
    route: "POST /api/v1/device/board/{token}/{*}",
    on: "an address made of the token of a native device",
    call: ({ device }) => ({
      path: `/api/v1/device/board/${device.token}/goal`,
      body: { team: "red" },
    }),
    expected: everyone(403),
  },
  {
    route: "PATCH /api/v1/device/board/{token}/{*}",
    on: "a made-up address",
    call: at(`/api/v1/device/board/brd_${unknownId}/api/v1/matches/1/score`, {
      red_score: 1,
      blue_score: 0,
    }),
    expected: everyone(404),
  },
];

const BOOKINGS: Row[] = [
  {
    route: "GET /api/v1/tables/{id}/schedule",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/schedule` }),
    expected: everyone(200),
  },
  {
    route: "GET /api/v1/venues/{id}/schedule",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/schedule` }),
    expected: everyone(200),
  },
  {
    route: "GET /api/v1/venues/{id}/standing",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/standing` }),
    expected: signedIn(200),
  },
  {
    route: "POST /api/v1/venues/{id}/pardons",
    call: ({ venueId, A }) => ({
      path: `/api/v1/venues/${venueId}/pardons`,
      body: { playerId: A.id },
    }),
    expected: staffOnly(204),
  },
  {
    route: "GET /api/v1/venues/{id}/pardons",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/pardons` }),
    expected: staffOnly(200),
  },
  {
    route: "GET /api/v1/venues/{id}/standings",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/standings` }),
    expected: staffOnly(200),
  },
  {
    route: "GET /api/v1/reservations",
    call: at("/api/v1/reservations"),
    expected: signedIn(200),
  },
  {
    route: "POST /api/v1/reservations",
    call: async (campus) => ({
      path: "/api/v1/reservations",
      body: {
        tableId: (await campus.newTable()).id,
        startsAt: timeOn(2, "12:00"),
        durationMinutes: 15,
      },
    }),
    fresh: true,
    expected: signedIn(201),
  },
  {
    route: "POST /api/v1/reservations/weekly",
    on: "to see what is free",
    call: ({ table }) => ({
      path: "/api/v1/reservations/weekly",
      body: {
        tableIds: [table.id],
        startsAt: timeOn(3, "12:00"),
        durationMinutes: 15,
        weeks: 2,
        label: "Club",
        dryRun: true,
      },
    }),
    expected: staffOnly(201),
  },
  { route: "GET /api/v1/series", call: at("/api/v1/series"), expected: staffOnly(200) },
  {
    route: "DELETE /api/v1/series/{id}",
    call: async (campus) => ({
      path: `/api/v1/series/${await campus.newSeries()}?reason=Holidays`,
    }),
    expected: staffOnly(200),
  },
  {
    route: "GET /api/v1/reservations/{id}",
    on: "A's",
    call: async (campus) => ({
      path: `/api/v1/reservations/${await campus.newReservationOfA()}`,
    }),
    expected: { ...signedIn(200), B: 404 },
  },
  {
    route: "PATCH /api/v1/reservations/{id}",
    on: "A's",
    call: async (campus) => ({
      path: `/api/v1/reservations/${await campus.newReservationOfA()}`,
      body: { durationMinutes: 30, reason: "Somebody else's" },
    }),
    expected: { ...signedIn(200), B: 404 },
  },
  {
    route: "DELETE /api/v1/reservations/{id}",
    on: "A's, for a reason",
    call: async (campus) => ({
      path: `/api/v1/reservations/${await campus.newReservationOfA()}?reason=Works`,
    }),
    expected: { ...signedIn(200), B: 404 },
  },
  {
    route: "POST /api/v1/reservations/{id}/check-in",
    on: "A's, which is still ahead",
    call: async (campus) => ({
      path: `/api/v1/reservations/${await campus.newReservationOfA()}/check-in`,
    }),
    expected: { ...signedIn(403), A: 422, B: 404 },
  },
  {
    route: "POST /api/v1/reservations/{id}/answer",
    on: "one to which nobody is invited",
    call: async (campus) => ({
      path: `/api/v1/reservations/${await campus.newReservationOfA()}/answer`,
      body: { answer: "accepted" },
    }),
    expected: signedIn(404),
  },
];

const CALENDARS: Row[] = [
  {
    route: "GET /api/v1/me/calendar.ics",
    on: "with a made-up secret",
    call: at("/api/v1/me/calendar.ics?token=made-up"),
    expected: everyone(404),
  },
  {
    route: "GET /api/v1/me/calendar.ics",
    on: "A's, by its secret address",
    call: async ({ A }) => {
      const { pathname, search } = new URL((await A.get("/api/v1/me")).body.calendarUrl);
      return { path: pathname + search };
    },
    expected: everyone(200),
  },
  {
    route: "GET /api/v1/tables/calendar.ics",
    on: "with a made-up secret",
    call: at("/api/v1/tables/calendar.ics?token=made-up"),
    expected: everyone(404),
  },
  {
    route: "POST /api/v1/me/calendar",
    call: at("/api/v1/me/calendar", {}),
    fresh: true,
    expected: signedIn(200),
  },
  {
    route: "GET /api/v1/tables/{id}/calendar",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/calendar` }),
    expected: staffOnly(200),
  },
  {
    route: "POST /api/v1/tables/{id}/calendar",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/calendar`, body: {} }),
    expected: staffOnly(200),
  },
  {
    route: "GET /api/v1/reservations/{id}/calendar.ics",
    on: "A's",
    call: async (campus) => ({
      path: `/api/v1/reservations/${await campus.newReservationOfA()}/calendar.ics`,
    }),
    expected: { ...signedIn(200), B: 404 },
  },
];

const QUEUE: Row[] = [
  { route: "GET /api/v1/queue", call: at("/api/v1/queue"), expected: signedIn(200) },
  {
    route: "GET /api/v1/venues/{id}/queue",
    call: ({ venueId }) => ({ path: `/api/v1/venues/${venueId}/queue` }),
    expected: everyone(200),
  },
  {
    route: "POST /api/v1/queue",
    call: async (campus) => ({
      path: "/api/v1/queue",
      body: { tableId: (await campus.newTable()).id },
    }),
    fresh: true,
    expected: signedIn(201),
  },
  {
    route: "PATCH /api/v1/queue",
    on: "without a place",
    call: at("/api/v1/queue", { away: true }),
    expected: signedIn(404),
  },
  { route: "DELETE /api/v1/queue", call: at("/api/v1/queue"), expected: signedIn(204) },
  {
    route: "DELETE /api/v1/queue/{id}",
    on: "nobody's place",
    call: at(`/api/v1/queue/${unknownId}`),
    expected: staffOnly(404),
  },
  {
    route: "POST /api/v1/queue/accept",
    on: "without an offer",
    call: at("/api/v1/queue/accept"),
    expected: signedIn(409),
  },
  {
    route: "POST /api/v1/queue/decline",
    on: "without a place",
    call: at("/api/v1/queue/decline"),
    expected: signedIn(404),
  },
];

const someCard = "04A224B1C65E80";
const CARDS: Row[] = [
  { route: "GET /api/v1/me/cards", call: at("/api/v1/me/cards"), expected: signedIn(200) },
  { route: "POST /api/v1/me/cards", call: at("/api/v1/me/cards", {}), expected: signedIn(201) },
  {
    route: "DELETE /api/v1/me/cards/{id}",
    on: "A's",
    call: async (campus) => ({ path: `/api/v1/me/cards/${await campus.newCardOfA()}` }),
    expected: { ...ownerOnly(204) },
  },
  {
    route: "POST /api/v1/device/card",
    on: "an unknown card",
    call: at("/api/v1/device/card", { uid: someCard }),
    expected: { ...nobody, device: 200, board: 403 },
  },
  {
    route: "POST /api/v1/tables/{id}/presence",
    on: "with a made-up token",
    call: ({ table }) => ({
      path: `/api/v1/tables/${table.id}/presence`,
      body: { token: "made-up" },
    }),
    expected: signedIn(422),
  },
  {
    route: "GET /api/v1/tables/{id}/presence-code",
    on: "without the key of the table's screen",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/presence-code` }),
    expected: staffOnly(200),
  },
  {
    route: "POST /api/v1/tables/{id}/screen-key",
    call: ({ table }) => ({ path: `/api/v1/tables/${table.id}/screen-key`, body: {} }),
    expected: adminOnly(201),
  },
  {
    route: "POST /api/v1/tables/{id}/card-links",
    on: "where no card was tapped",
    call: async ({ newTable }) => ({
      path: `/api/v1/tables/${(await newTable()).id}/card-links`,
      body: { code: "123456" },
    }),
    expected: staffOnly(422),
  },
];

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

const TELLING: Row[] = [
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

/** The whole matrix, but for the stream, which never ends. */
export const MATRIX: readonly Row[] = [
  ...SYSTEM,
  ...AUTH,
  ...PEOPLE,
  ...CAMPUS,
  ...PLAY,
  ...SENSORS,
  ...BOOKINGS,
  ...QUEUE,
  ...CALENDARS,
  ...CARDS,
  ...TELLING,
];
