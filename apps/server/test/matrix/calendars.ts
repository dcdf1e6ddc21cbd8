import { at, everyone, type Row, signedIn, staffOnly } from "./row.ts";

export const CALENDARS: Row[] = [
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
