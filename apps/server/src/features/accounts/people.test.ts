import { describe, expect, it } from "vitest";
import { type Client, newPlayer, signInAs } from "../../../test/client.ts";
import { ADMIN, startServer, useServer } from "../../../test/server.ts";

describe("people and roles", () => {
  const server = useServer();
  const find = async (admin: Client, search: string) =>
    (await admin.get(`/api/v1/people?search=${encodeURIComponent(search)}`)).body.items;

  it("[R28] an administrator finds people by name or address, page by page", async () => {
    const admin = await signInAs(server(), ADMIN);
    for (const name of ["Quentin Un", "quentin Deux", "Other", "50% Quentin_"])
      await newPlayer(server(), name);
    const names = (await find(admin, "QUENTIN")).map((person: { name: string }) => person.name);
    expect(names).toEqual(["50% Quentin_", "quentin Deux", "Quentin Un"]);
    expect(await find(admin, "%")).toHaveLength(1);
    expect(await find(admin, "admin@babyfoot")).toMatchObject([{ role: "admin" }]);
    const first = (await admin.get("/api/v1/people?search=quentin&limit=2")).body;
    const rest = (
      await admin.get(`/api/v1/people?search=quentin&limit=2&cursor=${first.nextCursor}`)
    ).body;
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(names);
    expect(rest.nextCursor).toBeNull();
  });

  it.each([
    "nonsense",
    "WyJhIl0",
    "WyJhXHUwMDAwIiwiMDE5M2E5YjAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0",
  ])("[R28] the cursor %s is refused by name", async (cursor) => {
    const admin = await signInAs(server(), ADMIN);
    const answer = await admin.get(`/api/v1/people?cursor=${cursor}`);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe("/cursor");
  });

  it("[R14] a new role counts at the next request, in the sessions that are open", async () => {
    const admin = await signInAs(server(), ADMIN);
    const player = await newPlayer(server());
    expect((await player.get("/api/v1/people")).status).toBe(403);
    const made = await admin.patch(`/api/v1/people/${player.id}`, { role: "admin" });
    expect(made.body).toMatchObject({ id: player.id, role: "admin" });
    expect((await player.get("/api/v1/people")).status).toBe(200);
    await admin.patch(`/api/v1/people/${player.id}`, { role: "staff" });
    expect((await player.get("/api/v1/people")).status).toBe(403);
  });

  it("[R28] a change to a version that is no longer current is refused", async () => {
    const admin = await signInAs(server(), ADMIN);
    const player = await newPlayer(server(), "Versioned");
    const [{ version }] = await find(admin, "Versioned");
    const change = (role: string, read: number) =>
      admin.patch(`/api/v1/people/${player.id}`, { role }, { "if-match": `"${read}"` });
    const made = await change("staff", version);
    expect(made.status).toBe(200);
    expect(made.headers.get("etag")).toBe(`"${made.body.version}"`);
    expect((await change("admin", version)).body.code).toBe("stale");
    expect((await change("player", made.body.version)).status).toBe(200);
  });

  it("[R28] nobody has an unknown id, and no role is made up", async () => {
    const admin = await signInAs(server(), ADMIN);
    const unknown = "0193a9b0-0000-7000-8000-000000000000";
    expect((await admin.patch(`/api/v1/people/${unknown}`, { role: "staff" })).status).toBe(404);
    expect((await admin.patch("/api/v1/people/me", { role: "staff" })).status).toBe(400);
    const player = await newPlayer(server());
    const answer = await admin.patch(`/api/v1/people/${player.id}`, { role: "root" });
    expect(answer.status).toBe(400);
  });

  it("[R28] of the last two administrators, demoted at once on two processes, one stays", async () => {
    const first = await startServer();
    const second = await startServer({ databaseUrl: first.databaseUrl });
    const one = await signInAs(first, ADMIN);
    const { id } = (await one.get("/api/v1/me")).body;
    const other = await newPlayer(second);
    const role = { role: "player" };
    for (let round = 0; round < 5; round += 1) {
      await first.database.db.updateTable("users").set({ role: "admin" }).execute();
      const answers = await Promise.all([
        one.patch(`/api/v1/people/${id}`, role),
        other.patch(`/api/v1/people/${other.id}`, role),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
      expect(answers.find(({ status }) => status === 422)?.body.code).toBe("last_admin");
    }
    await first.database.db.updateTable("users").set({ role: "admin" }).execute();
    const leaving = await Promise.all([
      one.delete("/api/v1/me"),
      other.patch(`/api/v1/people/${other.id}`, role),
    ]);
    expect(leaving.filter(({ status }) => status === 422)).toHaveLength(1);
    await second.close();
    await first.close();
  });
});
