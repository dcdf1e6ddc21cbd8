import { adminOnly, at, nobody, ownerOnly, type Row, signedIn, staffOnly } from "./row.ts";

const someCard = "04A224B1C65E80";
export const CARDS: Row[] = [
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
