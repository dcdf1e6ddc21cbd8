import { describe, expect, it } from "vitest";
import { Client, signInAs } from "../../../test/client.ts";
import { cloneDatabase } from "../../../test/database.ts";
import { ADMIN, startServer } from "../../../test/server.ts";
import { wireTo } from "../../platform/mail/test/wire.ts";

const SOON = { timeout: 10_000 };

describe("accounts while the database is away", () => {
  it("answer 503 and sign nobody out; afterwards no try was counted", async () => {
    const { url, drop } = await cloneDatabase();
    const wire = await wireTo(url);
    const server = await startServer({
      databaseUrl: wire.url,
      environment: { LOG_LEVEL: "silent" },
    });
    const client = await signInAs(server, ADMIN);
    const before = (await client.get("/api/auth/get-session")).body;
    wire.cut();
    const answers = [
      await client.get("/api/auth/get-session"),
      await client.get("/api/v1/me"),
      await client.post("/api/auth/request-password-reset", { email: ADMIN.email }),
      await client.post("/api/auth/change-password", {
        currentPassword: ADMIN.password,
        newPassword: "another long password",
      }),
    ];
    for (let times = 0; times < 12; times += 1)
      answers.push(await new Client(server).post("/api/auth/sign-in/email", ADMIN));
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(answer.body.code).toBe("unavailable");
      expect(answer.headers.get("retry-after")).not.toBeNull();
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
    wire.mend();
    await expect.poll(async () => (await client.get("/api/v1/me")).status, SOON).toBe(200);
    expect((await client.get("/api/auth/get-session")).body).toEqual(before);
    await expect(signInAs(server, ADMIN)).resolves.toBeInstanceOf(Client);
    await server.close();
    await wire.close();
    await drop();
  });
});
