import { once } from "node:events";
import { request } from "node:http";
import type { ParsedMail } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, signInAs } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { linkIn, type Mailbox, startMailbox } from "../../platform/mail/test/mailbox.ts";

const SOON = { timeout: 10_000 };

const PASSWORD = "a long enough password";
const NEW_PASSWORD = "another long password";

describe("links by mail", () => {
  let mailbox: Mailbox;
  let server: TestServer;

  beforeAll(async () => {
    mailbox = await startMailbox();
    const environment = { SMTP_URL: mailbox.url, MAIL_FROM: "Babyfoot <table@campus.test>" };
    server = await startServer({ environment });
  });
  afterAll(async () => {
    await server.close();
    await mailbox.close();
  });

  const post = (path: string, body: object, headers = {}) =>
    new Client(server).post(`/api/auth/${path}`, body, headers);

  /** A new player, once the mail that verifies has come. */
  async function signUp(email: string, { name = "Maya", headers = {} } = {}) {
    const client = new Client(server);
    const body = { email, password: PASSWORD, name };
    const answer = await client.post("/api/auth/sign-up/email", body, headers);
    expect(answer.status).toBe(200);
    return { client, mail: await mailbox.mailTo(email, 1) };
  }

  const tokenIn = (mail: ParsedMail) => linkIn(mail).searchParams.get("token");
  const isVerified = async (client: Client): Promise<boolean> =>
    (await client.get("/api/v1/me")).body.emailVerified;

  it("[R16] a new player is mailed a link that verifies their address", async () => {
    const { client, mail } = await signUp("new@campus.test");
    expect(mail.subject).toBe("Confirme ton adresse e-mail");
    expect(mail.from?.text).toContain("table@campus.test");
    expect(await isVerified(client)).toBe(false);
    const link = linkIn(mail);
    expect(link.origin).toBe(server.url);
    const answer = await new Client(server).get(link.pathname + link.search);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("/verify?status=ok");
    expect(await isVerified(client)).toBe(true);
  });

  it.each(["a.b.c", "x"])("[R16] the link with token %s verifies nothing", async (token) => {
    const answer = await new Client(server).get(`/api/auth/verify-email?token=${token}`);
    expect(answer.headers.get("location")).toBe("/verify?status=invalid_link");
  });

  it("[R16] the link can be asked for again", async () => {
    const { client } = await signUp("again@campus.test");
    const wish = await post("send-verification-email", { email: "again@campus.test" });
    expect(wish.status).toBe(200);
    const link = linkIn(await mailbox.mailTo("again@campus.test", 2));
    await client.get(link.pathname + link.search);
    expect(await isVerified(client)).toBe(true);
  });

  it("[R17] a reset link works once, even for several at once, and ends every session", async () => {
    const email = "reset@campus.test";
    const { client } = await signUp(email);
    await post("request-password-reset", { email: "Reset@campus.test" });
    const mail = await mailbox.mailTo(email, 2);
    expect(linkIn(mail).pathname).toBe("/reset");
    const body = { token: tokenIn(mail), newPassword: NEW_PASSWORD };
    const tries = await Promise.all([1, 2, 3].map(() => post("reset-password", body)));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect((await post("reset-password", body)).body.code).toBe("invalid_link");
    expect((await client.get("/api/v1/me")).status).toBe(401);
    const again = await signInAs(server, { email, password: NEW_PASSWORD });
    expect(await isVerified(again)).toBe(true);
    await expect(signInAs(server, { email, password: PASSWORD })).rejects.toThrow("invalid_cred");
  });

  it("[R17] using one reset link kills the others; one of yesterday is dead", async () => {
    const email = "links@campus.test";
    await signUp(email);
    await post("request-password-reset", { email });
    const first = await mailbox.mailTo(email, 2);
    await post("request-password-reset", { email });
    const second = await mailbox.mailTo(email, 3);
    const newPassword = NEW_PASSWORD;
    expect((await post("reset-password", { token: tokenIn(second), newPassword })).status).toBe(
      200,
    );
    const late = await post("reset-password", { token: tokenIn(first), newPassword });
    expect(late.body.code).toBe("invalid_link");

    const other = "yesterday@campus.test";
    await signUp(other);
    await post("request-password-reset", { email: other });
    const token = tokenIn(await mailbox.mailTo(other, 2));
    await server.database.db
      .updateTable("verifications")
      .set({ expires_at: new Date(Date.now() - 1000) })
      .execute();
    expect((await post("reset-password", { token, newPassword })).body.code).toBe("invalid_link");
  });

  it("[R9] a reset opens an account that was locked by guessing", async () => {
    const email = "locked@campus.test";
    await signUp(email);
    const wrong = { email, password: "not the right one" };
    for (let times = 0; times < 10; times += 1) await post("sign-in/email", wrong);
    expect((await post("sign-in/email", wrong)).status).toBe(429);
    await post("request-password-reset", { email });
    const token = tokenIn(await mailbox.mailTo(email, 2));
    await post("reset-password", { token, newPassword: NEW_PASSWORD });
    await signInAs(server, { email, password: NEW_PASSWORD });
  });

  it("[R18] who has no account gets the same answer, and no mail", async () => {
    await signUp("somebody@campus.test");
    const known = await post("request-password-reset", { email: "somebody@campus.test" });
    const unknown = await post("request-password-reset", { email: "nobody@campus.test" });
    expect(unknown.status).toBe(known.status);
    expect(unknown.body).toEqual(known.body);
    await mailbox.mailTo("somebody@campus.test", 2);
    await expect.poll(waitingJobs, SOON).toEqual([]);
    expect(mailbox.mailsTo("nobody@campus.test")).toEqual([]);
  });

  it.each(["many@campus.test", "nobody-many@campus.test"])(
    "[R18] %s is mailed at most three times",
    async (email) => {
      const answers = [];
      for (let times = 0; times < 4; times += 1)
        answers.push(await post("request-password-reset", { email }));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    },
  );

  it("[R21] a forged Host does not lead the link elsewhere", async () => {
    const email = "host@campus.test";
    await signUp(email);
    const asked = request(`${server.url}/api/auth/request-password-reset`, {
      method: "POST",
      headers: { host: "evil.test", "content-type": "application/json" },
    });
    asked.end(JSON.stringify({ email }));
    const [answer] = await once(asked, "response");
    answer.resume();
    expect(answer.statusCode).toBe(200);
    const link = linkIn(await mailbox.mailTo(email, 2));
    expect(link.origin).toBe(server.url.replace("127.0.0.1", "localhost"));
  });

  it("[R22] mails are in the player's language and repeat no name that could be a link", async () => {
    const headers = { "accept-language": "en-GB,en;q=0.9,fr;q=0.4" };
    const { mail } = await signUp("en@campus.test", { headers });
    expect(mail.subject).toBe("Confirm your e-mail address");
    expect(mail.text).toContain("Hello Maya,");
    const spam = await signUp("spam@campus.test", { name: "Win at www.evil.test", headers });
    expect(spam.mail.text).not.toContain("evil");
  });

  const waitingJobs = () =>
    server.database.db.selectFrom("jobs").select("task").where("daily", "=", false).execute();
});
