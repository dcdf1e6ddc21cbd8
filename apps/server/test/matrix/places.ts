import { adminOnly, at, everyone, type Row, signedIn, staffOnly } from "./row.ts";

let codes = 0;
export const CAMPUS: Row[] = [
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
      codes += 1;
      return { path: "/api/v1/tables", body: { code: `M${codes}`, name: "Matrix", venueId } };
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
