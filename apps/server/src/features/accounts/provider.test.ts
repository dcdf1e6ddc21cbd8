import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, signInAs } from "../../../test/client.ts";
import { ADMIN, startServer, type TestServer } from "../../../test/server.ts";
import { afterProvider } from "./provider.routes.ts";
import { firstNameOf } from "./provider.ts";
import { Browser } from "./test/browser.ts";
import { openSchool, type School } from "./test/school.ts";

const PASSWORD = "a long enough password";
const people = {
  lea: { email: "Lea@campus.test", email_verified: true, name: "Léa Martin", given_name: "Léa" },
  twice: { email: "twice@campus.test", email_verified: true, given_name: "Twice" },
  tom: { email: "tom@elsewhere.test", email_verified: true, name: "Tom" },
  verified: { email: "verified@campus.test", email_verified: true, given_name: "Vera" },
  victim: { email: "victim@campus.test", email_verified: true, given_name: "Victor" },
  claimant: { email: "admin@babyfoot.test", email_verified: false, given_name: "Claimant" },
  nameless: { email: "nameless@campus.test", email_verified: true },
  mailless: { given_name: "Mailless" },
};

const settingsFor = (school: School) => ({
  OIDC_ISSUER: school.issuer,
  OIDC_CLIENT_ID: school.client.id,
  OIDC_CLIENT_SECRET: school.client.secret,
  OIDC_NAME: "Campus",
  ALLOWED_EMAIL_DOMAINS: "campus.test,babyfoot.test",
});

describe("signing in with the school's account", () => {
  let school: School;
  let server: TestServer;

  beforeAll(async () => {
    school = await openSchool(people);
    server = await startServer({ environment: settingsFor(school) });
    school.trust(server.url);
  });
  afterAll(async () => {
    await server.close();
    await school.close();
  });

  const begin = (browser: Browser) =>
    browser.json("POST", `${server.url}/api/auth/sign-in/social`, { provider: "oidc" });

  /** From our sign-in page to the provider's login and consent; answers where it sends the browser back to. */
  async function signInThere(browser: Browser, login: string): Promise<URL> {
    const { url } = (await begin(browser)).body;
    const until = (to: URL) => to.host === new URL(server.url).host;
    let page = await browser.go(url, { until });
    const form = { prompt: "login", login, password: "any" };
    page = await browser.go(page.url.href, { form, until });
    while (page.url.pathname.startsWith("/interaction/"))
      page = await browser.go(page.url.href, { form: { prompt: "consent" }, until });
    return page.url;
  }

  /** The whole way, to the page of ours on which it ends. */
  async function signIn(browser: Browser, login: string): Promise<string> {
    const back = await signInThere(browser, login);
    const until = (to: URL) => !to.pathname.startsWith("/api/");
    const { url } = await browser.go(back.href, { until });
    return url.pathname + url.search;
  }

  const me = (browser: Browser) => browser.json("GET", `${server.url}/api/v1/me`);
  const signUp = (email: string) =>
    new Client(server).post("/api/auth/sign-up/email", { email, password: PASSWORD, name: "Me" });
  const users = () => server.database.db.selectFrom("users").select("email").execute();

  it("[R23] signs up a new player, and in again the next time", async () => {
    const browser = new Browser();
    expect(await signIn(browser, "lea")).toBe("/");
    const first = await me(browser);
    expect(first.body).toMatchObject({ email: "lea@campus.test", emailVerified: true });
    const other = new Browser();
    expect(await signIn(other, "lea")).toBe("/");
    expect((await me(other)).body.id).toBe(first.body.id);
  });

  it("[R23] the way back works once, and only in the browser that set out", async () => {
    const browser = new Browser();
    const back = await signInThere(browser, "twice");
    const thief = new Browser();
    const until = (to: URL) => !to.pathname.startsWith("/api/");
    const stolen = await thief.go(back.href, { until });
    expect(stolen.url.search).toBe("?error=invalid_link");
    expect((await me(thief)).status).toBe(401);
    const own = await signIn(browser, "twice");
    expect(own).toBe("/");
    const forged = `${server.url}/api/auth/callback/oidc?code=x&state=y`;
    expect((await browser.go(forged, { until })).url.search).toBe("?error=invalid_link");
  });

  it("[R3] a domain that is not allowed gets no account", async () => {
    const browser = new Browser();
    expect(await signIn(browser, "tom")).toBe("/sign-in?error=email_domain_not_allowed");
    expect((await me(browser)).status).toBe(401);
    expect(await users()).not.toContainEqual({ email: "tom@elsewhere.test" });
  });

  it("[R24] joins an existing account when both sides have verified the address", async () => {
    const { body } = await signUp("verified@campus.test");
    await server.database.db
      .updateTable("users")
      .set({ email_verified: true })
      .where("id", "=", body.user.id)
      .execute();
    const browser = new Browser();
    expect(await signIn(browser, "verified")).toBe("/");
    expect((await me(browser)).body.id).toBe(body.user.id);
    await signInAs(server, { email: "verified@campus.test", password: PASSWORD });
  });

  it("[R24] an account prepared with somebody else's address stays apart", async () => {
    await signUp("victim@campus.test");
    const browser = new Browser();
    expect(await signIn(browser, "victim")).toBe("/sign-in?error=email_taken");
    expect((await me(browser)).status).toBe(401);
  });

  it("[R24] an address that the provider did not verify opens nobody's account", async () => {
    const browser = new Browser();
    expect(await signIn(browser, "claimant")).toBe("/sign-in?error=email_taken");
    expect((await me(browser)).status).toBe(401);
  });

  it("[R25] takes the first name and the address, and keeps no token", async () => {
    const browser = new Browser();
    await signIn(browser, "lea");
    const { id, name, displayName } = (await me(browser)).body;
    expect({ name, displayName }).toEqual({ name: "Léa", displayName: "Léa" });
    const kept = await server.database.db
      .selectFrom("credentials")
      .select(["access_token", "refresh_token", "id_token", "scope"])
      .where("user_id", "=", id)
      .execute();
    expect(kept).toEqual([
      { access_token: null, refresh_token: null, id_token: null, scope: null },
    ]);
    const nameless = new Browser();
    expect(await signIn(nameless, "nameless")).toBe("/");
    expect((await me(nameless)).body.displayName).toBe("Player");
  });

  it("[R23] a school account without an address cannot be used", async () => {
    expect(await signIn(new Browser(), "mailless")).toBe("/sign-in?error=unavailable");
  });

  it("[R23] who changes their mind at the school is back on the sign-in page", async () => {
    const browser = new Browser();
    const { url } = (await begin(browser)).body;
    const state = new URL(url).searchParams.get("state");
    const back = `${server.url}/api/auth/callback/oidc?error=access_denied&state=${state}`;
    const { url: end } = await browser.go(back, {
      until: (to) => !to.pathname.startsWith("/api/"),
    });
    expect(end.pathname + end.search).toBe("/sign-in");
  });

  it("[R23] the request to the provider carries PKCE, a state and a nonce", async () => {
    const { url } = (await begin(new Browser())).body;
    const { searchParams } = new URL(url);
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "state", "nonce"])
      expect(searchParams.get(name)?.length).toBeGreaterThan(20);
  });

  it("sign-in offers the school's account by its name", async () => {
    const { body } = await new Client(server).get("/api/v1/sign-in-options");
    expect(body).toEqual({
      password: true,
      oidc: { providerId: "oidc", name: "Campus" },
      allowedEmailDomains: ["campus.test", "babyfoot.test"],
      emailVerification: false,
    });
  });
});

describe("a provider that is away", () => {
  it("[R26] closes only its own way in, and opens it again when it is back", async () => {
    const school = await openSchool(people);
    const server = await startServer({ environment: settingsFor(school) });
    const begin = () => new Client(server).post("/api/auth/sign-in/social", { provider: "oidc" });
    school.refuse();
    const away = await begin();
    expect(away.status).toBe(503);
    expect(away.body.code).toBe("unavailable");
    await signInAs(server, ADMIN);
    school.trust(server.url);
    expect((await begin()).status).toBe(200);
    await server.close();
    await school.close();
  });
});

describe("an installation without a provider", () => {
  it("[R23] has no such way in", async () => {
    const server = await startServer();
    const client = new Client(server);
    const answer = await client.post("/api/auth/sign-in/social", { provider: "oidc" });
    expect(answer.status).toBe(404);
    expect((await client.get("/api/auth/callback/oidc?code=x&state=y")).status).toBe(404);
    expect((await client.get("/api/v1/sign-in-options")).body.oidc).toBeNull();
    const other = await client.post("/api/auth/sign-in/social", { provider: "github" });
    expect(other.status).toBe(400);
    await server.close();
  });
});

describe("[R25] the name that others see first", () => {
  it.each([
    [{ given_name: "Léa", name: "Léa Martin" }, "Léa"],
    [{ name: "Tom  Petit" }, "Tom"],
    [{ nickname: " Jo\u0000jo\n" }, "Jojo"],
    [{ name: "x".repeat(80) }, "x".repeat(30)],
    [{ name: 7 }, "Player"],
    [{}, "Player"],
  ])("of %j is %s", (profile, name) => {
    expect(firstNameOf(profile)).toBe(name);
  });
});

describe("[R23] after the provider", () => {
  it.each([
    ["/", "/"],
    ["https://evil.test/", "/"],
    ["/sign-in?error=account_not_linked", "/sign-in?error=email_taken"],
    ["/sign-in?error=<script>", "/sign-in?error=unavailable"],
    ["/sign-in?error=toString", "/sign-in?error=unavailable"],
    [null, "/sign-in?error=unavailable"],
  ])("the library's %s leads to %s", (location, page) => {
    expect(afterProvider(location)).toBe(page);
  });
});
