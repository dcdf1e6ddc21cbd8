import { adminOnly, at, type Row } from "./row.ts";

export const EXPORTS: Row[] = [
  {
    route: "GET /api/v1/exports/{dataset}.{format}",
    on: "games; a device's token is no analyst's",
    call: at("/api/v1/exports/games.csv"),
    expected: { ...adminOnly(200), analyst: 200 },
  },
  {
    route: "GET /api/v1/exports/status",
    call: at("/api/v1/exports/status"),
    expected: adminOnly(200),
  },
  {
    route: "POST /api/v1/analyst-tokens",
    call: at("/api/v1/analyst-tokens", { name: "Notebook" }),
    expected: adminOnly(201),
  },
  {
    route: "GET /api/v1/analyst-tokens",
    call: at("/api/v1/analyst-tokens"),
    expected: adminOnly(200),
  },
  {
    route: "DELETE /api/v1/analyst-tokens/{id}",
    call: async ({ newAnalystToken }) => ({
      path: `/api/v1/analyst-tokens/${await newAnalystToken()}`,
    }),
    expected: adminOnly(204),
  },
];
