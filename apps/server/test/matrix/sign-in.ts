import { at, everyone, password, type Row, signedIn, someEmail } from "./row.ts";

export const AUTH: Row[] = [
  {
    route: "POST /api/auth/sign-up/email",
    call: () => ({
      path: "/api/auth/sign-up/email",
      body: { email: someEmail(), password, name: "Matrix" },
    }),
    fresh: true,
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/sign-in/email",
    call: async ({ freshClient }) => {
      const person = await freshClient("A");
      const { email } = (await person.get("/api/v1/me")).body;
      return { path: "/api/auth/sign-in/email", body: { email, password } };
    },
    fresh: true,
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/change-password",
    call: at("/api/auth/change-password", {
      currentPassword: password,
      newPassword: "another long password",
    }),
    fresh: true,
    expected: signedIn(200),
  },
  {
    route: "GET /api/auth/get-session",
    call: at("/api/auth/get-session"),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/sign-out",
    call: at("/api/auth/sign-out", {}),
    fresh: true,
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/request-password-reset",
    call: () => ({ path: "/api/auth/request-password-reset", body: { email: someEmail() } }),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/send-verification-email",
    call: () => ({ path: "/api/auth/send-verification-email", body: { email: someEmail() } }),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/reset-password",
    on: "with a made-up link",
    call: at("/api/auth/reset-password", { token: "made-up", newPassword: password }),
    expected: everyone(422),
  },
  {
    route: "GET /api/auth/verify-email",
    on: "with a made-up link",
    call: at("/api/auth/verify-email?token=made-up"),
    expected: everyone(302),
  },
  {
    route: "GET /api/v1/sign-in-options",
    call: at("/api/v1/sign-in-options"),
    expected: everyone(200),
  },
  {
    route: "POST /api/auth/sign-in/social",
    on: "where no school is configured",
    call: at("/api/auth/sign-in/social", { provider: "oidc" }),
    expected: everyone(404),
  },
  {
    route: "GET /api/auth/callback/{provider}",
    on: "where no school is configured",
    call: at("/api/auth/callback/oidc?state=x"),
    expected: everyone(404),
  },
];
