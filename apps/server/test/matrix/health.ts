import { adminOnly, at, type Row } from "./row.ts";

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

export const HEALTH: Row[] = [
  { route: "GET /api/v1/health", call: at("/api/v1/health"), expected: adminOnly(200) },
  {
    route: "GET /api/v1/health/history",
    call: at("/api/v1/health/history?range=week"),
    expected: adminOnly(200),
  },
  {
    route: "POST /api/v1/silences",
    call: () => ({
      path: "/api/v1/silences",
      body: { rule: "cpu", reason: "An import", endsAt: tomorrow() },
    }),
    expected: adminOnly(201),
  },
  {
    route: "DELETE /api/v1/silences/{id}",
    on: "one that nobody has made",
    call: at("/api/v1/silences/019ac000-0000-7000-8000-000000000000"),
    expected: adminOnly(404),
  },
];
