import { timeOn } from "../booking.ts";
import { at, everyone, type Row, signedIn, staffOnly } from "./row.ts";

export const BOOKINGS: Row[] = [
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
