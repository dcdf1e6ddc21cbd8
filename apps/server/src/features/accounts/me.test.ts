import { describe, expect, it } from "vitest";
import { newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";

describe("my account", () => {
  const server = useServer();

  it("[R30] display name, language, avatar and privacy can be changed, one by one", async () => {
    const client = await newPlayer(server(), "Ada Lovelace");
    const changes = [
      { displayName: "La Comtesse" },
      { locale: "en" },
      { avatar: "👩🏽‍🚀" },
      { onLeaderboards: false },
    ];
    for (const change of changes) {
      const answer = await client.patch("/api/v1/me", change);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject(change);
    }
    expect((await client.get("/api/v1/me")).body).toMatchObject({
      name: "Ada Lovelace",
      ...Object.assign({}, ...changes),
    });
    expect((await client.patch("/api/v1/me", { avatar: null })).body.avatar).toBeNull();
  });

  it.each([
    { displayName: "" },
    { displayName: "x".repeat(31) },
    { displayName: "two\nlines" },
    { locale: "de" },
    { avatar: "words" },
    { avatar: "😀😀" },
    { onLeaderboards: "no" },
  ])("[R30] %j is refused by field", async (change) => {
    const client = await newPlayer(server());
    const answer = await client.patch("/api/v1/me", change);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(`/${Object.keys(change)[0]}`);
  });

  it("[R30] of two changes to the same version one is made, the other is told that it is late", async () => {
    const client = await newPlayer(server());
    const etag = (await client.get("/api/v1/me")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"\d+"$/);
    const answers = await Promise.all(
      ["One", "Other"].map((displayName) =>
        client.patch("/api/v1/me", { displayName }, { "if-match": etag }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const done = answers.find(({ status }) => status === 200);
    expect((await client.get("/api/v1/me")).body.displayName).toBe(done?.body.displayName);
    expect((await client.get("/api/v1/me")).headers.get("etag")).toBe(done?.headers.get("etag"));
  });

  it("[R30] e-mail address and role are nobody's to change here", async () => {
    const client = await newPlayer(server());
    const before = (await client.get("/api/v1/me")).body;
    await client.patch("/api/v1/me", { role: "admin", email: "x@x.test", emailVerified: true });
    const { email, role, emailVerified } = (await client.get("/api/v1/me")).body;
    expect({ email, role, emailVerified }).toEqual({
      email: before.email,
      role: "player",
      emailVerified: false,
    });
  });
});
