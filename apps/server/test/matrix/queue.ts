import { unknownId } from "./campus.ts";
import { at, everyone, type Row, signedIn, staffOnly } from "./row.ts";

export const QUEUE: Row[] = [
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
