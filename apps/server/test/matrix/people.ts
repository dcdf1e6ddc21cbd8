import { Client } from "../client.ts";
import { adminOnly, at, everyone, ownerOnly, password, type Row, signedIn } from "./row.ts";

export const PEOPLE: Row[] = [
  { route: "GET /api/v1/me", call: at("/api/v1/me"), expected: signedIn(200) },
  {
    route: "PATCH /api/v1/me",
    call: at("/api/v1/me", { locale: "en" }),
    expected: signedIn(200),
  },
  { route: "DELETE /api/v1/me", call: at("/api/v1/me"), fresh: true, expected: signedIn(204) },
  { route: "GET /api/v1/me/export", call: at("/api/v1/me/export"), expected: signedIn(200) },
  { route: "GET /api/v1/me/sessions", call: at("/api/v1/me/sessions"), expected: signedIn(200) },
  {
    route: "DELETE /api/v1/me/sessions/{id}",
    on: "a session of A",
    call: async ({ A, server }) => {
      const { email } = (await A.get("/api/v1/me")).body;
      await new Client(server).post("/api/auth/sign-in/email", { email, password });
      const { items } = (await A.get("/api/v1/me/sessions")).body;
      const other = items.find((session: { current: boolean }) => !session.current);
      return { path: `/api/v1/me/sessions/${other.id}` };
    },
    expected: ownerOnly(204),
  },
  { route: "GET /api/v1/me/inbox", call: at("/api/v1/me/inbox"), expected: signedIn(200) },
  {
    route: "POST /api/v1/me/inbox/{id}/read",
    on: "a message of A",
    call: async ({ newMessageOfA }) => ({
      path: `/api/v1/me/inbox/${await newMessageOfA()}/read`,
      body: {},
    }),
    expected: ownerOnly(200),
  },
  { route: "GET /api/v1/people", call: at("/api/v1/people"), expected: adminOnly(200) },
  {
    route: "PATCH /api/v1/people/{id}",
    on: "A, who stays a player",
    call: ({ A }) => ({ path: `/api/v1/people/${A.id}`, body: { role: "player" } }),
    expected: adminOnly(200),
  },
  { route: "GET /api/v1/players", call: at("/api/v1/players"), expected: signedIn(200) },
  {
    route: "GET /api/v1/players/{id}",
    call: ({ A }) => ({ path: `/api/v1/players/${A.id}` }),
    expected: everyone(200),
  },
];
