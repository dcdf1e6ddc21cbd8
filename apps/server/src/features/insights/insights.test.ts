import { describe, expect, it } from "vitest";
import { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { addGames, everythingCounted, historyPlayers } from "../games/testing/history.ts";

describe("smoke", () => {
  const server = useServer();
  it("all", async () => {
    const [a = "", b = "", c = "", d = ""] = await historyPlayers(
      server(),
      "Ana",
      "Bea",
      "Cle",
      "Dio",
    );
    await addGames(server(), [
      ...Array.from({ length: 12 }, (_, i) => ({
        day: `2024-03-${String(i + 10)}`,
        season: "2023/2024",
        table: i % 3 ? "T01" : "T02",
        seconds: 300 + i,
        score: [10, i % 10] as [number, number],
        startedAt: i % 2 ? `2024-03-${String(i + 10)}T12:00:00Z` : null,
        lines: [
          { player: a, team: "red" as const, role: "attack" as const, goals: 6 },
          { player: b, team: "red" as const, role: "defense" as const, goals: 4, saves: 5 },
          { player: c, team: "blue" as const, goals: 1 },
          { player: d, team: "blue" as const },
        ],
      })),
      { score: [1, 10], lines: [{ player: a, team: "red", goals: 1 }] },
    ]);
    await everythingCounted(server());
    const client = new Client(server());
    for (const kind of [
      "top-scorers",
      "top-defenders",
      "best-player",
      "table-usage",
      "peak-hours",
      "side-influence",
      "records",
      "demand-forecast",
      "scope",
    ])
      for (const q of ["", "?from=2024-03-12&to=2024-03-15", "?season=2023/2024&to=2024-04-02"]) {
        const answer = await client.get(`/api/v1/insights/${kind}${q}`);
        expect(answer.status).toBe(200);
      }
    const page = await client.get(`/api/v1/players/${a}/games?limit=2`);
  });
});
