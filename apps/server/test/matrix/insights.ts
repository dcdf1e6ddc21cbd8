import { unknownId } from "./campus.ts";
import { at, everyone, type Row } from "./row.ts";

const KINDS = [
  "top-scorers",
  "top-defenders",
  "best-player",
  "table-usage",
  "peak-hours",
  "side-influence",
  "records",
  "demand-forecast",
  "scope",
];

export const INSIGHTS: Row[] = [
  ...KINDS.map((kind) => ({
    route: `GET /api/v1/insights/${kind}`,
    call: at(`/api/v1/insights/${kind}`),
    expected: everyone(200),
  })),
  {
    route: "GET /api/v1/players/{id}/stats",
    on: "somebody unknown",
    call: at(`/api/v1/players/${unknownId}/stats`),
    expected: everyone(404),
  },
  {
    route: "GET /api/v1/players/{id}/games",
    on: "somebody unknown",
    call: at(`/api/v1/players/${unknownId}/games`),
    expected: everyone(404),
  },
];
