import { beforeAll, describe, expect, it } from "vitest";
import { Client, newPlayer, signInAs } from "../../../test/client.ts";
import { ADMIN, useServer } from "../../../test/server.ts";

const SOMEBODY = "0193a9b0-0000-7000-8000-000000000000";

/** Calls that change nothing when they are let through, and who may make them. */
const CALLS = [
  ["POST", "/api/auth/sign-up/email", "all"],
  ["POST", "/api/auth/sign-in/email", "all"],
  ["POST", "/api/auth/request-password-reset", "all"],
  ["POST", "/api/auth/reset-password", "all"],
  ["POST", "/api/auth/send-verification-email", "all"],
  ["POST", "/api/auth/sign-in/social", "all"],
  ["GET", "/api/auth/verify-email", "all"],
  ["GET", "/api/auth/callback/oidc", "all"],
  ["GET", "/api/auth/get-session", "all"],
  ["GET", "/api/v1/sign-in-options", "all"],
  ["GET", `/api/v1/players/${SOMEBODY}`, "all"],
  ["POST", "/api/auth/change-password", "player"],
  ["GET", "/api/v1/me", "player"],
  ["PATCH", "/api/v1/me", "player"],
  ["GET", "/api/v1/me/export", "player"],
  ["GET", "/api/v1/me/sessions", "player"],
  ["DELETE", `/api/v1/me/sessions/${SOMEBODY}`, "player"],
  ["GET", "/api/v1/me/inbox", "player"],
  ["POST", `/api/v1/me/inbox/${SOMEBODY}/read`, "player"],
  ["GET", "/api/v1/players", "player"],
  ["GET", "/api/v1/people", "admin"],
  ["PATCH", `/api/v1/people/${SOMEBODY}`, "admin"],
] as const;

const RANKS = { all: 0, player: 1, staff: 2, admin: 3 };
const CALLERS = ["anonymous", "player", "staff", "admin"] as const;

describe("who may call", () => {
  const server = useServer();
  const clients = new Map<string, Client>();
  let me: Client & { id: string };

  beforeAll(async () => {
    me = await newPlayer(server());
    const staff = await newPlayer(server());
    const admin = await signInAs(server(), ADMIN);
    await admin.patch(`/api/v1/people/${staff.id}`, { role: "staff" });
    clients.set("anonymous", new Client(server()));
    clients.set("player", me);
    clients.set("staff", staff);
    clients.set("admin", admin);
  });

  const expected = (needed: keyof typeof RANKS, caller: (typeof CALLERS)[number]) => {
    const rank = caller === "anonymous" ? 0 : RANKS[caller];
    if (rank >= RANKS[needed]) return "let through";
    return caller === "anonymous" ? 401 : 403;
  };

  it.each(CALLS)("%s %s is open to %s and above", async (method, path, needed) => {
    for (const caller of CALLERS) {
      const body = method === "GET" ? undefined : {};
      const { status } = (await clients.get(caller)?.call(method, path, { body })) ?? {};
      const outcome = status === 401 || status === 403 ? status : "let through";
      expect(`${caller}: ${outcome}`).toBe(`${caller}: ${expected(needed, caller)}`);
      expect(status).toBeLessThan(500);
    }
  });

  it.each(CALLS.filter(([method]) => method !== "GET"))(
    "[R15] %s %s is refused to a page of another site",
    async (method, path) => {
      for (const headers of [
        { origin: "https://evil.test" },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
      ]) {
        const answer = await me.call(method, path, { body: {}, headers });
        expect(answer.status).toBe(403);
        expect(answer.body.code).toBe("foreign_origin");
      }
    },
  );

  it("[R15] erasing and signing out are refused to a page of another site, and not done", async () => {
    const headers = { origin: "https://evil.test" };
    expect((await me.delete("/api/v1/me", headers)).status).toBe(403);
    expect((await me.post("/api/auth/sign-out", {}, headers)).status).toBe(403);
    expect((await me.get("/api/v1/me")).status).toBe(200);
  });

  it("[R15] one's own pages are not foreign", async () => {
    const answer = await me.patch("/api/v1/me", {}, { origin: server().url });
    expect(answer.status).toBe(200);
  });

  it.each([
    "list-sessions",
    "revoke-sessions",
    "update-user",
    "delete-user",
    "change-email",
    "link-social",
    "set-password",
    "ok",
    "error",
    "sign-up",
  ])("the sign-in library's own /%s is not there", async (path) => {
    for (const method of ["GET", "POST"])
      expect((await me.call(method, `/api/auth/${path}`)).status).toBe(404);
  });
});
