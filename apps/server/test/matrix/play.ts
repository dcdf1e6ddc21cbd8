import { at, everyone, playersAndStaff, type Row, staffOnly } from "./row.ts";

export const PLAY: Row[] = [
  { route: "GET /api/v1/matches", call: at("/api/v1/matches"), expected: everyone(200) },
  {
    route: "GET /api/v1/matches/{id}",
    call: async ({ newMatch }) => ({ path: `/api/v1/matches/${await newMatch()}` }),
    expected: everyone(200),
  },
  {
    route: "POST /api/v1/matches",
    on: "in which A plays",
    call: async ({ newTable, A }) => ({
      path: "/api/v1/matches",
      body: { tableId: (await newTable()).id, red: [A.id] },
    }),
    expected: playersAndStaff(201),
  },
  ...(
    [
      ["goals", { side: "red" }],
      ["finish", {}],
      ["abandon", {}],
    ] as const
  ).map(
    ([action, body]): Row => ({
      route: `POST /api/v1/matches/{id}/${action}`,
      on: "a match of A",
      call: async ({ newMatch }) => ({
        path: `/api/v1/matches/${await newMatch()}/${action}`,
        body,
      }),
      expected: playersAndStaff(201),
    }),
  ),
  {
    route: "POST /api/v1/matches/{id}/corrections",
    on: "undoing in a match of A",
    call: async ({ newMatch, A }) => {
      const path = `/api/v1/matches/${await newMatch()}`;
      await A.post(`${path}/goals`, { side: "red" });
      return { path: `${path}/corrections`, body: {} };
    },
    expected: playersAndStaff(201),
  },
  {
    route: "POST /api/v1/matches/{id}/corrections",
    on: "putting the score of a match of A right",
    call: async ({ newMatch }) => ({
      path: `/api/v1/matches/${await newMatch()}/corrections`,
      body: { red: 3, blue: 2 },
    }),
    expected: staffOnly(201),
  },
  {
    route: "POST /api/v1/matches/{id}/players",
    on: "sending A away",
    call: async ({ newMatch }) => ({
      path: `/api/v1/matches/${await newMatch()}/players`,
      body: { red: [], blue: [] },
    }),
    expected: playersAndStaff(201),
  },
  {
    route: "POST /api/v1/matches/{id}/confirmations",
    on: "a finished match that A's side has entered",
    call: async ({ newMatch, A }) => {
      const path = `/api/v1/matches/${await newMatch()}`;
      await A.post(`${path}/goals`, { side: "red" });
      await A.post(`${path}/finish`);
      return { path: `${path}/confirmations`, body: {} };
    },
    expected: staffOnly(201),
  },
];
