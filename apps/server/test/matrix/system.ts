import { at, everyone, type Row } from "./row.ts";

export const SYSTEM: Row[] = [
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
    expected: { ...everyone(200), device: 401, board: 401, analyst: 401 },
  },
];
