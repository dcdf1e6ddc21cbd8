import { importReportSchema } from "@babyfoot/contract";
import { csvReader } from "@babyfoot/history";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import type { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { csvOf, gameRows, manyGames } from "./testing/history-file.ts";
import { bringIn, IMPORTS, newVenue } from "./testing/importing.ts";

const server = useServer();
let admin: Client;
beforeAll(async () => {
  admin = await asAdmin(server());
});

async function brought(file: string, more = "") {
  const query = `?venueId=${await newVenue(server())}${more}`;
  return bringIn(server(), admin, file, { query });
}

const messy = csvOf([
  ...manyGames(20, 100),
  ...gameRows("G000001", { winner: "Blue" }, { player_goals: "nine" }, { player_goals: "-3" }),
  ...gameRows("G000002", {}, { comment: "=1+1", shoe: "@home" }, { comment: '+4,"5"\n-6' }),
]);

async function csvReport(id: string) {
  const answer = await admin.get(`${IMPORTS}/${id}/report.csv`);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''history.report.csv",
  );
  const reader = csvReader();
  const told = [...reader.push(Buffer.from(answer.body)), ...reader.end()];
  const header = reader.facts()?.header ?? [];
  const rows = told.map(({ cells }) =>
    Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])),
  );
  return { text: String(answer.body), rows };
}

describe("[M13] the quality report", () => {
  it("tells each column's rules with counts and examples, and the file from its beginning to its end", async () => {
    const { id, report } = await brought(messy);
    const goals = report?.columns.find(({ name }) => name === "player_goals");
    expect(goals).toMatchObject({
      field: "goals",
      certainties: { kept: 86, changed: 1, guessed: 0, refused: 1, empty: 0 },
    });
    expect(goals?.rules).toContainEqual({
      rule: "count.word",
      certainty: "changed",
      count: 1,
      examples: [{ row: 82, raw: "nine", value: "9" }],
    });
    expect(goals?.stretches).toHaveLength(50);
    const kept = goals?.stretches.reduce((sum, one) => sum + one.kept, 0);
    expect(kept).toBe(86);
    expect(report?.findings).toContainEqual({
      kind: "winner_contradicts",
      count: 1,
      examples: [{ row: null, game: "G000001", text: "winner: blue → red" }],
    });
    expect(report?.unanswerable).toContain("time_of_day");
    const json = await admin.get(`${IMPORTS}/${id}/report.json`);
    expect(importReportSchema.parse(json.body)).toEqual(report);
  });

  it("is there before anything is brought in", async () => {
    const { report, status } = await brought(messy, "&preview=true");
    expect(status).toBe("previewed");
    expect(report?.rows).toBe(88);
  });
});

describe("[M14] the list of everything", () => {
  it("tells every cell that was not kept, every row and game, as the report counts them", async () => {
    const { id, report } = await brought(messy);
    const { rows } = await csvReport(id);
    expect(rows).toContainEqual({
      row: "83",
      game_id: "G000001",
      player_id: "P0002",
      column: "player_goals",
      said: "'-3",
      value: "",
      certainty: "refused",
      rule: "count.negative",
      kind: "cell",
    });
    const cells = rows.filter(({ kind }) => kind === "cell").length;
    const counted = (report?.columns ?? []).reduce(
      (sum, { certainties: { changed, guessed, refused, empty } }) =>
        sum + changed + guessed + refused + empty,
      0,
    );
    expect(cells).toBe(counted);
    for (const { kind, count } of report?.findings ?? [])
      expect([kind, rows.filter((row) => row.kind === kind).length]).toEqual([kind, count]);
  });

  it("[F37] holds no cell that a spreadsheet would calculate", async () => {
    const { id } = await brought(messy);
    const { rows, text } = await csvReport(id);
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(text).not.toContain("\n=");
  });

  it("can be had as long as the file can, also of an import that was taken back; else there is none", async () => {
    const { id } = await brought(messy);
    const before = (await csvReport(id)).text;
    await admin.post(`${IMPORTS}/${id}/revert`);
    expect((await csvReport(id)).text).toBe(before);
    expect((await admin.get(`${IMPORTS}/${id}/file`)).body).toBe(messy);
    const unread = await brought("game_id,player_id\nG1,P1,1,2\nG1,P2,3,4\n");
    for (const part of ["report.csv", "report.json"])
      expect((await admin.get(`${IMPORTS}/${unread.id}/${part}`)).status).toBe(404);
  });
});
