import { describe, expect, it } from "vitest";
import { Client, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";

describe("players as others see them", () => {
  const server = useServer();
  const names = (answer: { body: { items: { displayName: string }[] } }) =>
    answer.body.items.map(({ displayName }) => displayName);

  it("[R29] are found by display name, those that begin with the search first, page by page", async () => {
    const client = await newPlayer(server(), "Zed");
    for (const name of ["Anna Marie", "Marie", "marielle", "Rose-Marie", "Nobody_"])
      await newPlayer(server(), name);
    const all = names(await client.get("/api/v1/players?search=MARIE"));
    expect(all).toEqual(["Marie", "marielle", "Anna Marie", "Rose-Marie"]);
    const pages: string[] = [];
    let cursor = "";
    do {
      const page = await client.get(`/api/v1/players?search=marie&limit=1${cursor}`);
      pages.push(...names(page));
      cursor = page.body.nextCursor === null ? "" : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== "");
    expect(pages).toEqual(all);
    expect(names(await client.get("/api/v1/players?search=_"))).toEqual(["Nobody_"]);
    expect((await client.get("/api/v1/players?search=%00")).status).toBe(400);
  });

  it("[R29] show the name they chose and nothing else", async () => {
    const player = await newPlayer(server(), "Jean Dupont");
    await player.patch("/api/v1/me", { displayName: "Le Mur", avatar: "🧱" });
    const answer = await new Client(server()).get(`/api/v1/players/${player.id}`);
    expect(answer.body).toEqual({ id: player.id, displayName: "Le Mur", avatar: "🧱" });
    expect(names(await player.get("/api/v1/players?search=Dupont"))).toEqual([]);
  });

  it("[R32] are not found any more when they are erased", async () => {
    const reader = await newPlayer(server());
    const leaver = await newPlayer(server(), "Going Away");
    await leaver.delete("/api/v1/me");
    expect(names(await reader.get("/api/v1/players?search=Going"))).toEqual([]);
    expect(names(await reader.get("/api/v1/players?search=Anonyme"))).toEqual([]);
  });

  it("[R29] nobody is found under an unknown id", async () => {
    const unknown = "0193a9b0-0000-7000-8000-000000000000";
    expect((await new Client(server()).get(`/api/v1/players/${unknown}`)).status).toBe(404);
  });
});
