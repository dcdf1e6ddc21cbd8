import type { AuditEntry } from "@babyfoot/contract";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { type Client, codeOf, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { keepGames } from "../games/games.service.ts";
import { csvOf, gameRows, manyGames } from "./testing/history-file.ts";
import { bringIn, checksums, gamesOf, IMPORTS, newVenue, settled } from "./testing/importing.ts";

const server = useServer();
let admin: Client;
beforeAll(async () => {
  admin = await asAdmin(server());
});

async function venue() {
  const venueId = await newVenue(server());
  const bring = (file: string) => bringIn(server(), admin, file, { query: `?venueId=${venueId}` });
  const revert = (id: string) => admin.post(`${IMPORTS}/${id}/revert`);
  return { venueId, bring, revert, games: () => gamesOf(server(), venueId) };
}

/** All rows, once what follows from games is counted; what was done, and what is to be exported again, is written down. */
async function counted() {
  await keepGames(server().database.db);
  const { unexported_days: _again, audit_log: _done, ...rows } = await checksums(server());
  return rows;
}

describe("[M12] taking an import back", () => {
  it("leaves the database as it was, row by row", async () => {
    const { bring, revert } = await venue();
    await bring(csvOf(manyGames(5)));
    const before = await counted();
    const { id } = await bring(
      csvOf([...manyGames(40, 4), ...gameRows("G900000", {}, { player_id: "P77" })]),
    );
    expect(await counted()).not.toEqual(before);
    const answer = await revert(id);
    expect([answer.status, answer.body.status]).toEqual([200, "reverted"]);
    expect(await counted()).toEqual(before);
  });

  it("takes nothing of what another import has brought since, not even the people whom both know", async () => {
    const { venueId, bring, revert, games } = await venue();
    const first = await bring(csvOf(gameRows("G000001", {}, { player_id: "P0009" })));
    await bring(csvOf(gameRows("G000002")));
    const after = (await games()).slice(1);
    await revert(first.id);
    expect(await games()).toEqual(after);
    const codes = await server()
      .database.db.selectFrom("player_codes")
      .select("code")
      .where("venue_id", "=", venueId)
      .orderBy("code")
      .execute();
    expect(codes.map(({ code }) => code)).toEqual(["P0001", "P0002", "P0003", "P0004"]);
    // Whoever comes again is the same person as before.
    await bring(csvOf(gameRows("G000003")));
    const { rows } = await sql<{ people: number }>`
      select count(distinct player_id)::int as people from game_lines
      where venue_id = ${venueId} and player_code = 'P0002'`.execute(server().database.db);
    expect(rows).toEqual([{ people: 1 }]);
  });

  it("leaves people whom something else has come to need", async () => {
    const { venueId, bring, revert } = await venue();
    const { id } = await bring(csvOf(gameRows("G000001")));
    const { db } = server().database;
    const code = await db
      .selectFrom("player_codes")
      .selectAll()
      .where("venue_id", "=", venueId)
      .where("code", "=", "P0003")
      .executeTakeFirstOrThrow();
    const { id: staffId } = await newPlayer(server());
    await sql`
      insert into audit_log (id, actor_id, action, subject_type, subject_id, player_id)
      values (gen_random_uuid(), ${staffId}, 'fault.resolved', 'fault', gen_random_uuid(), ${code.player_id})`.execute(
      db,
    );
    expect((await revert(id)).status).toBe(200);
    const left = await db
      .selectFrom("player_codes")
      .selectAll()
      .where("venue_id", "=", venueId)
      .execute();
    expect(left).toEqual([code]);
  });

  it("[M18] stands in the audit beside who began it, said yes, and said no", async () => {
    const { venueId, bring, revert } = await venue();
    const preview = { query: `?venueId=${venueId}&preview=true&fileName=years.csv` };
    const { id } = await bringIn(server(), admin, csvOf(gameRows("G000001")), preview);
    await admin.post(`${IMPORTS}/${id}/confirm`);
    await settled(admin, id);
    await revert(id);
    const other = await bringIn(server(), admin, csvOf(gameRows("G000002")), preview);
    await admin.post(`${IMPORTS}/${other.id}/cancel`);
    await bring(csvOf(gameRows("G000003")));
    const actions = async (subject: string) => {
      const { items } = (await admin.get(`/api/v1/audit?subjectId=${subject}`)).body;
      return items.map((item: AuditEntry) => [item.action, item.details.name]);
    };
    expect(await actions(id)).toEqual([
      ["import.reverted", "years.csv"],
      ["import.confirmed", "years.csv"],
      ["import.begun", "years.csv"],
    ]);
    expect(await actions(other.id)).toEqual([
      ["import.cancelled", "years.csv"],
      ["import.begun", "years.csv"],
    ]);
  });

  it("once: the second time, and of what was never in, it is over", async () => {
    const { bring, revert } = await venue();
    const { id } = await bring(csvOf(gameRows("G000001")));
    const answers = await Promise.all([revert(id), revert(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(codeOf(await revert(id))).toEqual([409, "import_over"]);
    const unknown = "0193a9b0-0000-7000-8000-000000000000";
    expect(codeOf(await revert(unknown))).toEqual([404, "not_found"]);
  });

  it("the same file can come in again", async () => {
    const { bring, revert, games } = await venue();
    const file = csvOf(manyGames(3));
    const first = await bring(file);
    const before = await games();
    await revert(first.id);
    expect(await games()).toEqual([]);
    expect((await bring(file)).status).toBe("finished");
    expect(await games()).toEqual(before);
  });
});
