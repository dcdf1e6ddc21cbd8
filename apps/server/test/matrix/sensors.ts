import { unknownId } from "./campus.ts";
import { at, everyone, nobody, type Row } from "./row.ts";

export const SENSORS: Row[] = [
  {
    route: "POST /api/v1/device/events",
    call: at("/api/v1/device/events", { bootId: "matrix", events: [] }),
    expected: { ...nobody, device: 200, board: 403 },
  },
  ...(["POST", "PATCH"] as const).map((method): Row => {
    const below = method === "POST" ? "goal" : "api/v1/matches/1/score";
    const body = method === "POST" ? { team: "red" } : { red_score: 1, blue_score: 0 };
    return {
      route: `${method} /api/v1/device/board/{token}/{*}`,
      on: "the board's secret address, which is the key itself",
      call: ({ board }) => ({ path: `/api/v1/device/board/${board.token}/${below}`, body }),
      expected: everyone(200),
    };
  }),
  {
    route: "POST /api/v1/device/board/{token}/{*}",
    on: "an address made of the token of a native device",
    call: ({ device }) => ({
      path: `/api/v1/device/board/${device.token}/goal`,
      body: { team: "red" },
    }),
    expected: everyone(403),
  },
  {
    route: "PATCH /api/v1/device/board/{token}/{*}",
    on: "a made-up address",
    call: at(`/api/v1/device/board/brd_${unknownId}/api/v1/matches/1/score`, {
      red_score: 1,
      blue_score: 0,
    }),
    expected: everyone(404),
  },
];
