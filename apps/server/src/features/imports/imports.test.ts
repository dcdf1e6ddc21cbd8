import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin, newTable } from "../../../test/campus.ts";
import type { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { csvOf, gameRows, manyGames } from "./testing/history-file.ts";
import { bringIn, countsOf, gamesOf, IMPORTS, newVenue, sendFile } from "./testing/importing.ts";

const server = useServer();
let admin: Client;
beforeAll(async () => {
  admin = await asAdmin(server());
});

/** Each test has a venue of its own. */
async function venue() {
  const venueId = await newVenue(server());
  const at = (more = "") => ({ query: `?venueId=${venueId}${more}` });
  const bring = (body: Parameters<typeof bringIn>[2], more = "") =>
    bringIn(server(), admin, body, at(more));
  return { venueId, at, bring, games: () => gamesOf(server(), venueId) };
}

describe("bringing in a history", () => {
  it("[M1] a CSV becomes games, lines and people", async () => {
    const { bring, games } = await venue();
    const done = await bring(
      csvOf([...gameRows("G000001"), ...gameRows("G000002", { winner: "Blue" })]),
    );
    expect(countsOf(done)).toEqual({
      status: "finished",
      rows: 8,
      games: 2,
      lines: 8,
      players: 4,
      knownGames: 0,
      differingGames: 0,
    });
    expect(done.progress).toMatchObject({ stage: "done", share: 1 });
    expect((await games())[0]).toEqual({
      code: "G000001",
      day: "2024-03-15",
      score_red: 10,
      score_blue: 7,
      winner: "red",
      season: "2023/2024",
      table_code: "T04",
      duration_seconds: 840,
      lines: [
        ["P0001", "Zoé Perrin", "red", "attack", 3],
        ["P0002", "Léo Martin", "red", "attack", 3],
        ["P0003", "Inès Faure", "blue", "attack", 3],
        ["P0004", "Noé Petit", "blue", "attack", 3],
      ],
    });
  });

  it("[M1] a gzip is known by its bytes, whatever it is called; a form's file keeps its name", async () => {
    const { bring, venueId } = await venue();
    const form = new FormData();
    const zipped = gzipSync(csvOf(gameRows("G000007")));
    form.append("file", new Blob([zipped], { type: "text/csv" }), "C:\\old\\parties.csv.gz");
    const done = await bringIn(server(), admin, form, { query: `?venueId=${venueId}`, type: null });
    expect(done).toMatchObject({ status: "finished", fileName: "parties.csv.gz" });
    const again = await bring(csvOf(gameRows("G000007")));
    expect(again.status).toBe("unchanged");
  });

  it("[M1] semicolons and Windows-1252", async () => {
    const { bring, games } = await venue();
    const rows = gameRows("G000001", { location: "Bâtiment Été" });
    const done = await bring(Buffer.from(csvOf(rows, ";"), "latin1"));
    expect(done.status).toBe("finished");
    expect((await games())[0]?.lines).toContainEqual(["P0001", "Zoé Perrin", "red", "attack", 3]);
  });

  it("[M1] another school's columns, by a mapping", async () => {
    const { at, games } = await venue();
    const file = "Spiel;Wer;Rot;Blau\nA1;Uwe;10;3\nA1;Ida;10;3\n";
    expect((await sendFile(server(), admin, file, at())).body).toMatchObject({
      code: "not_a_history",
      errors: [{ path: "/file", message: "missing_columns: game_id, player_id" }],
    });
    const mapping = { Spiel: "game_id", Wer: "player_id", Rot: "score_red", Blau: "score_blue" };
    const query = `${at().query}&mapping=${encodeURIComponent(JSON.stringify(mapping))}`;
    expect((await bringIn(server(), admin, file, { query })).status).toBe("finished");
    expect(await games()).toMatchObject([
      { code: "A1", score_red: 10, score_blue: 3, winner: "red" },
    ]);
  });

  it.each(["{", '{"Spiel":"nothing"}', "[1]"])(
    "[M1] the mapping %s is refused by name",
    async (mapping) => {
      const query = `?mapping=${encodeURIComponent(mapping)}`;
      const answer = await sendFile(server(), admin, csvOf(gameRows("G1")), { query });
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"]);
      expect(answer.body.errors[0].path).toBe("/mapping");
    },
  );

  it("[M7] a game is at the venue's table with its code, and at its time of day where that is told", async () => {
    const table = await newTable(admin);
    const rows = gameRows("G000001", { table_id: table.code, game_date: "2024-07-15 18:30" });
    await bringIn(server(), admin, csvOf(rows), { query: `?venueId=${table.venueId}` });
    const game = await server()
      .database.db.selectFrom("games")
      .select(["table_id", "started_at", sql<string>`day::text`.as("day")])
      .where("venue_id", "=", table.venueId)
      .executeTakeFirstOrThrow();
    expect(game).toEqual({
      table_id: table.id,
      started_at: new Date("2024-07-15T16:30:00Z"),
      day: "2024-07-15",
    });
  });

  it("[M8] what has no column of ours is kept beside, whatever letters it has", async () => {
    const { bring, venueId } = await venue();
    const rows = gameRows("G000001", {
      referee: "Ada Roy",
      shoe_size: '42 \ud83d\ude00 \\ "x"',
      comment: "a\tb\nc",
    });
    expect((await bring(csvOf(rows))).status).not.toBe("importing");
    const { rows: kept } = await sql<{ game: object; line: object }>`
      select g.asides as game, l.asides as line from games g join game_lines l on l.game_id = g.id
      where g.venue_id = ${venueId} limit 1`.execute(server().database.db);
    expect(kept).toMatchObject([
      { game: { referee: "Ada Roy" }, line: { shoe_size: '42 😀 \\ "x"', comment: "a\tb\nc" } },
    ]);
  });
});

describe("what is here already", () => {
  it("[M3] the same file again changes nothing", async () => {
    const { bring, games, venueId } = await venue();
    const file = csvOf(manyGames(3));
    const first = await bring(file);
    const before = await games();
    const second = await bring(file);
    expect(second.status).toBe("unchanged");
    expect(second.id).not.toBe(first.id);
    expect(await games()).toEqual(before);
    // The other keeps the file for both.
    const kept = await admin.get(`${IMPORTS}/${second.id}/file`);
    expect(kept.body).toBe(file);
    const chunks = await server()
      .database.db.selectFrom("import_chunks as c")
      .innerJoin("imports as i", "i.id", "c.import_id")
      .select("i.id")
      .where("i.venue_id", "=", venueId)
      .where("part", "=", "file")
      .execute();
    expect(chunks).toEqual([{ id: first.id }]);
  });

  it("[M4] games that are known stay as they are, and those that differ are counted", async () => {
    const { bring, games } = await venue();
    await bring(csvOf([...gameRows("G000001"), ...gameRows("G000002"), ...gameRows("G000003")]));
    const before = await games();
    const other = [
      ...gameRows("G000001"),
      ...gameRows("G000002", { final_score_blue: "2" }),
      ...gameRows("G000003", {}, { player_goals: "9" }),
    ];
    const same = await bring(csvOf(other));
    expect(same).toMatchObject({
      status: "unchanged",
      counts: { knownGames: 3, differingGames: 2 },
    });
    expect(await games()).toEqual(before);
    const more = await bring(csvOf([...other, ...gameRows("G000004")]));
    expect(more).toMatchObject({
      status: "finished",
      counts: { games: 4, knownGames: 3, differingGames: 2 },
    });
    expect(await games()).toMatchObject([...before, { code: "G000004" }]);
    const findings = Object.fromEntries(
      (more.report?.findings ?? []).map((one) => [one.kind, one]),
    );
    expect(findings.differing_game).toEqual({
      kind: "differing_game",
      count: 2,
      examples: [
        { row: null, game: "G000002", text: "G000002" },
        { row: null, game: "G000003", text: "G000003" },
      ],
    });
  });

  it("[M5] a code is one person in all imports of a venue, and somebody else in another", async () => {
    const [here, there] = [await venue(), await venue()];
    await here.bring(csvOf(gameRows("G000001")));
    await here.bring(csvOf(gameRows("G000002")));
    await there.bring(csvOf(gameRows("G000001")));
    const { rows } = await sql<{ people: number; lines: number }>`
      select count(distinct player_id)::int as people, count(*)::int as lines from game_lines
      where venue_id in (${here.venueId}, ${there.venueId}) and player_code = 'P0001'`.execute(
      server().database.db,
    );
    expect(rows).toEqual([{ people: 2, lines: 3 }]);
  });

  it("[M5] people are never made one by their name: that another has it already is told", async () => {
    const { bring } = await venue();
    await bring(csvOf(gameRows("G000001")));
    const done = await bring(csvOf(gameRows("G000002", {}, { player_id: "P0099" })));
    expect(done.report?.findings).toContainEqual({
      kind: "name_of_another",
      count: 1,
      examples: [{ row: null, game: null, text: "Zoé Perrin: P0099, P0001" }],
    });
  });
});

describe("a preview", () => {
  it("[M6] shows what would become of the first rows and changes nothing until somebody says yes", async () => {
    const { bring, games } = await venue();
    const file = csvOf([...gameRows("G000001", { winner: "Rouge" }), ...manyGames(60, 2)]);
    const seen = await bring(file, "&preview=true");
    expect(seen).toMatchObject({ status: "previewed", preview: { length: 200 } });
    expect(seen.preview[0]?.row).toBe(2);
    expect(seen.preview[0]?.cells).toContainEqual(
      expect.objectContaining({
        column: "winner",
        raw: "Rouge",
        value: "red",
        certainty: "changed",
      }),
    );
    expect(seen.counts).toMatchObject({ games: 61, lines: 244 });
    expect(await games()).toEqual([]);
    expect((await admin.post(`${IMPORTS}/${seen.id}/revert`)).body.code).toBe("import_over");
    const yes = await admin.post(`${IMPORTS}/${seen.id}/confirm`);
    expect([yes.status, yes.body.status]).toEqual([200, "importing"]);
    await expect
      .poll(async () => (await admin.get(`${IMPORTS}/${seen.id}`)).body.status, { timeout: 60_000 })
      .toBe("finished");
    expect(await games()).toHaveLength(61);
    expect((await admin.get(`${IMPORTS}/${seen.id}`)).body.preview).toEqual([]);
    const again = await admin.post(`${IMPORTS}/${seen.id}/confirm`);
    expect([again.status, again.body.code]).toEqual([409, "import_over"]);
  });

  it("[M9] may be answered with no: nothing of it is kept", async () => {
    const { bring, games } = await venue();
    const seen = await bring(csvOf(gameRows("G000001")), "&preview=true");
    const no = await admin.post(`${IMPORTS}/${seen.id}/cancel`);
    expect([no.status, no.body.status]).toEqual([200, "cancelled"]);
    expect((await admin.get(`${IMPORTS}/${seen.id}/file`)).status).toBe(404);
    expect((await admin.post(`${IMPORTS}/${seen.id}/confirm`)).body.code).toBe("import_over");
    expect((await admin.post(`${IMPORTS}/${seen.id}/cancel`)).body.code).toBe("import_over");
    expect(await games()).toEqual([]);
  });
});

describe("the list", () => {
  it("shows imports newest first, of one venue if asked, page by page", async () => {
    const { bring, venueId } = await venue();
    const ids: string[] = [];
    for (const code of ["G1", "G2", "G3"]) ids.unshift((await bring(csvOf(gameRows(code)))).id);
    const path = `${IMPORTS}?venueId=${venueId}&limit=2`;
    const first = (await admin.get(path)).body;
    const second = (await admin.get(`${path}&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]).toMatchObject({ status: "finished", byName: expect.any(String) });
  });
});
