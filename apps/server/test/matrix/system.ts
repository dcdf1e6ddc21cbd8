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
    route: "POST /api/v1/live/shown",
    on: "what a page was asked to say",
    call: at("/api/v1/live/shown", {
      ...{ traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`, drawnMs: 8, sentMs: 9 },
    }),
    expected: everyone(204),
  },
  {
    route: "GET /metrics",
    on: "from loopback; a token that is shown must be the right one",
    call: at("/metrics"),
    expected: { ...everyone(200), device: 401, board: 401, analyst: 401 },
  },
];
