import type { Match } from "@babyfoot/contract";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents } from "../../../test/campus.ts";
import { type Answer, Client, codeOf, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";

const server = useServer();
type Player = Awaited<ReturnType<typeof newPlayer>>;

async function staffMember(): Promise<Player> {
  const person = await newPlayer(server());
  await server()
    .database.db.updateTable("users")
    .set({ role: "staff" })
    .where("id", "=", person.id)
    .execute();
  return person;
}

interface Game {
  id: string;
  path: string;
  tableId: string;
  red: Player;
  blue: Player;
  outsider: Player;
  staff: Player;
  admin: Client;
}

/** A match of two on a table of its own. */
async function newGame(format: object = {}): Promise<Game> {
  const admin = await asAdmin(server());
  const { id: tableId } = await newTable(admin);
  const [red, blue, outsider] = [
    await newPlayer(server()),
    await newPlayer(server()),
    await newPlayer(server()),
  ];
  const staff = await staffMember();
  const body = { tableId, red: [red.id], blue: [blue.id], format };
  const answer = await red.post("/api/v1/matches", body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const path = `/api/v1/matches/${answer.body.id}`;
  return { id: answer.body.id, path, tableId, red, blue, outsider, staff, admin };
}

const scoreOf = ({ body }: Answer) => [body.scoreRed, body.scoreBlue];
const goal = (game: Game, who: Client, side: "red" | "blue", more: object = {}) =>
  who.post(`${game.path}/goals`, { side, ...more });

async function goals(game: Game, red: number, blue: number): Promise<void> {
  for (let n = 0; n < blue; n += 1) expect((await goal(game, game.blue, "blue")).status).toBe(201);
  for (let n = 0; n < red; n += 1) expect((await goal(game, game.red, "red")).status).toBe(201);
}

/** Lets time pass for a match: what was entered was entered so much earlier. */
async function age(game: Game, seconds: number): Promise<void> {
  await sql`update table_events set at = at - make_interval(secs => ${seconds})
    where match_id = ${game.id}`.execute(server().database.db);
}

describe("starting a match by hand", () => {
  it("a player starts a match in which they play; it shows on the table", async () => {
    const { tableId, id, red, blue, admin } = await newGame();
    const table = (await admin.get(`/api/v1/tables/${tableId}`)).body;
    expect(table).toMatchObject({ status: "playing", currentMatch: { id, scoredBy: "hand" } });
    expect(table.currentMatch.red).toMatchObject([{ playerId: red.id }]);
    expect(table.currentMatch.blue).toMatchObject([{ playerId: blue.id }]);
  });

  it("nobody but staff starts a match of others", async () => {
    const { admin, red, outsider, staff } = await newGame();
    const { id: tableId } = await newTable(admin);
    const body = { tableId, red: [red.id] };
    expect(codeOf(await outsider.post("/api/v1/matches", body))).toEqual([403, "forbidden"]);
    expect((await staff.post("/api/v1/matches", body)).status).toBe(201);
  });

  it("of two who start at once one does; the other hears that a match is running", async () => {
    const { admin } = await newGame();
    const { id: tableId } = await newTable(admin);
    const people = [await newPlayer(server()), await newPlayer(server())];
    const start = (person: Player) => person.post("/api/v1/matches", { tableId, red: [person.id] });
    const answers = await Promise.all(people.map(start));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const items = (await admin.get(`/api/v1/matches?tableId=${tableId}`)).body.items;
    expect(items.map(({ status }: { status: string }) => status)).toEqual(["live"]);
    for (const person of people)
      expect(codeOf(await start(person))).toEqual([409, "match_running"]);
  });

  it("an unknown table, a closed one, an unknown player, one named twice: each has its code", async () => {
    const { admin, red, staff } = await newGame();
    const unknown = "0193a9b0-0000-7000-8000-000000000000";
    const { id: tableId } = await newTable(admin);
    const start = (body: object) => staff.post("/api/v1/matches", { tableId, ...body });
    expect(codeOf(await start({ tableId: unknown }))).toEqual([404, "not_found"]);
    expect(codeOf(await start({ red: [unknown] }))).toEqual([422, "unknown_player"]);
    const twice = await start({ red: [red.id], blue: [red.id] });
    expect(codeOf(twice)).toEqual([422, "player_twice"]);
    expect(codeOf(await start({ red: [red.id, red.id, red.id] }))).toEqual([400, "invalid_input"]);
    const fault = { kind: "broken_rod", blocking: true };
    await staff.post(`/api/v1/tables/${tableId}/faults`, fault);
    expect(codeOf(await start({}))).toEqual([422, "table_unavailable"]);
    const list = await admin.get(`/api/v1/matches?tableId=${tableId}`);
    expect(list.body.items).toEqual([]);
  });

  it("the players choose the format; what they leave out is the house's", async () => {
    const { path, red } = await newGame({ goalsToWin: 5, winBy: 2, maxGoals: 8 });
    expect((await red.get(path)).body.format).toMatchObject({
      goalsToWin: 5,
      winBy: 2,
      maxGoals: 8,
      sets: 1,
      drawAt: null,
    });
  });

  it.each([{ goalsToWin: 5, maxGoals: 3 }, { sets: 2 }, { goalsToWin: 5, drawAt: 7 }])(
    "the format %j cannot be",
    async (format) => {
      const { admin } = await newGame();
      const { id: tableId } = await newTable(admin);
      const answer = await admin.post("/api/v1/matches", { tableId, format });
      expect(codeOf(answer)).toEqual([422, "impossible_format"]);
    },
  );
});

describe("scoring by hand", () => {
  it("its players and staff score; others do not", async () => {
    const game = await newGame();
    expect(scoreOf(await goal(game, game.red, "red"))).toEqual([1, 0]);
    expect(scoreOf(await goal(game, game.blue, "red"))).toEqual([2, 0]);
    expect(scoreOf(await goal(game, game.staff, "blue"))).toEqual([2, 1]);
    expect(codeOf(await goal(game, game.outsider, "red"))).toEqual([403, "forbidden"]);
    const anonymous = await goal(game, new Client(server()), "red");
    expect(codeOf(anonymous)).toEqual([401, "unauthenticated"]);
    expect(scoreOf(await game.red.get(game.path))).toEqual([2, 1]);
  });

  it("goals keep their scorer, position and kind; an own goal counts for the side that is named", async () => {
    const game = await newGame();
    const scored = await goal(game, game.red, "red", { scorerId: game.red.id, position: "attack" });
    expect(scored.body.events.at(-1)).toMatchObject({
      kind: "goal",
      side: "red",
      scorerId: game.red.id,
      position: "attack",
      source: "hand",
    });
    const own = await goal(game, game.blue, "red", { ownGoal: true });
    expect(own.body.events.at(-1)).toMatchObject({ kind: "own_goal", scoreRed: 2, scoreBlue: 0 });
    const stranger = await goal(game, game.red, "red", { scorerId: game.outsider.id });
    expect(codeOf(stranger)).toEqual([422, "unknown_player"]);
  });

  it("the tenth goal ends it, and then no more count", async () => {
    const game = await newGame();
    await goals(game, 9, 3);
    const last = await goal(game, game.red, "red");
    expect(last.body).toMatchObject({ status: "finished", winner: "red", scoreRed: 10 });
    expect(codeOf(await goal(game, game.red, "red"))).toEqual([409, "match_over"]);
    expect((await game.red.get(`/api/v1/tables/${game.tableId}`)).body.status).toBe("free");
  });

  it("two players who press at once both count", async () => {
    const game = await newGame({ goalsToWin: 50 });
    const presses = Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? goal(game, game.red, "red") : goal(game, game.blue, "blue"),
    );
    const answers = await Promise.all(presses);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const { body } = await game.red.get(game.path);
    expect([body.scoreRed, body.scoreBlue]).toEqual([10, 10]);
    const totals = body.events
      .filter(({ kind }: { kind: string }) => kind === "goal")
      .map(({ scoreRed, scoreBlue }: Match) => scoreRed + scoreBlue);
    expect(totals).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it("a person and a sensor score in one match", async () => {
    const game = await newGame();
    const device = await newDevice(game.admin, game.tableId);
    await goal(game, game.red, "red");
    await sendEvents(new Client(server()), device, {
      sentUptimeMs: 5_000,
      events: [{ seq: 1, type: "goal", side: "blue", uptimeMs: 5_000 }],
    });
    const { body } = await game.red.get(game.path);
    expect(body).toMatchObject({ scoreRed: 1, scoreBlue: 1, scoredBy: "sensor" });
  });
});

describe("undoing and putting right", () => {
  it("either team undoes the last goal within 30 s, and it stays on the timeline as undone", async () => {
    const game = await newGame();
    await goals(game, 2, 0);
    const undone = await game.blue.post(`${game.path}/corrections`, {});
    expect(scoreOf(undone)).toEqual([1, 0]);
    expect(undone.body.events.map(({ kind, undone: off }: never) => [kind, off])).toEqual([
      ["started", false],
      ["goal", false],
      ["goal", true],
      ["cancelled", false],
    ]);
  });

  it("the last goal of one team is undone by naming it", async () => {
    const game = await newGame();
    await goals(game, 1, 2);
    const answer = await game.blue.post(`${game.path}/corrections`, { side: "red" });
    expect(scoreOf(answer)).toEqual([0, 2]);
  });

  it("after 30 s players are too late, and staff are not", async () => {
    const game = await newGame();
    await goals(game, 1, 0);
    await age(game, 31);
    const late = await game.red.post(`${game.path}/corrections`, {});
    expect(codeOf(late)).toEqual([422, "undo_too_late"]);
    expect((await game.red.get(game.path)).body.may).not.toContain("undo");
    expect(scoreOf(await game.staff.post(`${game.path}/corrections`, {}))).toEqual([0, 0]);
  });

  it("where the venue gives more time, players have it", async () => {
    const game = await newGame();
    const { id } = (await game.admin.get("/api/v1/venues")).body.items[0];
    await game.admin.patch(`/api/v1/venues/${id}`, { policy: { undoSeconds: 120 } });
    await goals(game, 1, 0);
    await age(game, 31);
    expect((await game.red.post(`${game.path}/corrections`, {})).status).toBe(201);
    await game.admin.patch(`/api/v1/venues/${id}`, { policy: { undoSeconds: 30 } });
  });

  it("where nothing was scored there is nothing to undo, and outsiders may not try", async () => {
    const game = await newGame();
    const undo = (who: Client) => who.post(`${game.path}/corrections`, {});
    expect(codeOf(await undo(game.red))).toEqual([409, "nothing_to_undo"]);
    expect(codeOf(await undo(game.staff))).toEqual([409, "nothing_to_undo"]);
    expect(codeOf(await undo(game.outsider))).toEqual([403, "forbidden"]);
  });

  it("undoing the winning goal lets the match go on", async () => {
    const game = await newGame({ goalsToWin: 2 });
    await goals(game, 2, 0);
    const answer = await game.blue.post(`${game.path}/corrections`, {});
    expect(answer.body).toMatchObject({ status: "live", scoreRed: 1, winner: null });
    expect((await goal(game, game.red, "red")).body.status).toBe("finished");
  });

  it("of two who undo one goal at once, one does", async () => {
    const game = await newGame();
    await goals(game, 1, 0);
    const undo = (who: Client) => who.post(`${game.path}/corrections`, {});
    const answers = await Promise.all([undo(game.red), undo(game.blue)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    expect(scoreOf(await game.red.get(game.path))).toEqual([0, 0]);
  });

  it("staff put the score of a finished match right, and of one after which others were played", async () => {
    const game = await newGame({ goalsToWin: 5 });
    await goals(game, 5, 2);
    const correct = (who: Client, red: number, blue: number) =>
      who.post(`${game.path}/corrections`, { red, blue });
    expect(codeOf(await correct(game.red, 5, 3))).toEqual([403, "forbidden"]);
    const first = await correct(game.staff, 5, 3);
    expect(first.body).toMatchObject({ status: "finished", scoreBlue: 3, winner: "red" });
    const next = await game.red.post("/api/v1/matches", {
      tableId: game.tableId,
      red: [game.red.id],
    });
    expect(next.status).toBe(201);
    const second = await correct(game.admin, 4, 5);
    expect(second.body).toMatchObject({ status: "finished", scoreRed: 4, winner: "blue" });
    expect(codeOf(await correct(game.staff, 3, 3))).toEqual([422, "impossible_score"]);
    expect(codeOf(await correct(game.staff, 7, 0))).toEqual([422, "impossible_score"]);
    expect(codeOf(await correct(game.staff, -1, 0))).toEqual([400, "invalid_input"]);
    expect((await game.red.get(`/api/v1/matches/${next.body.id}`)).body).toMatchObject({
      status: "live",
      scoreRed: 0,
      scoreBlue: 0,
    });
  });
});

describe("ending a match", () => {
  it("its players finish it and the score decides, or give it up", async () => {
    const game = await newGame();
    await goals(game, 1, 2);
    expect(codeOf(await game.outsider.post(`${game.path}/finish`))).toEqual([403, "forbidden"]);
    const ended = await game.red.post(`${game.path}/finish`);
    expect(ended.body).toMatchObject({ status: "finished", winner: "blue" });
    expect(codeOf(await game.red.post(`${game.path}/finish`))).toEqual([409, "match_over"]);
    expect(codeOf(await game.red.post(`${game.path}/abandon`))).toEqual([409, "match_over"]);
    const other = await newGame();
    const given = await other.blue.post(`${other.path}/abandon`);
    expect(given.body).toMatchObject({ status: "abandoned", winner: null });
  });

  it("the other side confirms, once; the side that has entered it does not", async () => {
    const game = await newGame();
    await goals(game, 1, 0);
    const confirm = (who: Client) => who.post(`${game.path}/confirmations`);
    expect((await confirm(game.blue)).status).toBe(403);
    await game.red.post(`${game.path}/finish`);
    expect(codeOf(await confirm(game.red))).toEqual([403, "forbidden"]);
    expect(codeOf(await confirm(game.outsider))).toEqual([403, "forbidden"]);
    expect((await confirm(game.blue)).body).toMatchObject({ confirmed: true });
    expect(codeOf(await confirm(game.blue))).toEqual([409, "already_exists"]);
  });

  it("a match that does not exist is not found, whatever is asked of it", async () => {
    const { staff } = await newGame();
    const base = "/api/v1/matches/0193a9b0-0000-7000-8000-000000000000";
    const calls = [
      staff.get(base),
      staff.post(`${base}/goals`, { side: "red" }),
      staff.post(`${base}/corrections`, {}),
      staff.post(`${base}/finish`),
      staff.post(`${base}/abandon`),
      staff.post(`${base}/players`, { red: [], blue: [] }),
      staff.post(`${base}/confirmations`),
    ];
    for (const answer of await Promise.all(calls))
      expect(codeOf(answer)).toEqual([404, "not_found"]);
  });
});

describe("who plays", () => {
  const seat = (player: Player, position: "goal" | "attack" | null = null) => ({
    playerId: player.id,
    position,
  });

  it("anybody takes a free seat, and nobody sends another away", async () => {
    const game = await newGame();
    const arrange = (who: Client, red: object[], blue: object[]) =>
      who.post(`${game.path}/players`, { red, blue });
    const { red, blue, outsider, staff } = game;
    const joined = await arrange(outsider, [seat(red)], [seat(blue), seat(outsider, "goal")]);
    expect(joined.body.blue).toMatchObject([
      { playerId: blue.id },
      { playerId: outsider.id, position: "goal" },
    ]);
    const late = await newPlayer(server());
    expect(codeOf(await arrange(late, [seat(late)], [seat(blue)]))).toEqual([403, "forbidden"]);
    expect(codeOf(await arrange(outsider, [], [seat(outsider)]))).toEqual([403, "forbidden"]);
    const gone = await arrange(outsider, [seat(red)], [seat(blue)]);
    expect(gone.body.blue).toHaveLength(1);
    const arranged = await arrange(staff, [seat(late, "attack")], []);
    expect(arranged.body).toMatchObject({ red: [{ playerId: late.id }], blue: [] });
  });

  it("of two who take the last seat at once, one sits", async () => {
    const game = await newGame();
    const { red, blue, outsider } = game;
    const last = await newPlayer(server());
    const third = await newPlayer(server());
    await third.post(`${game.path}/players`, { red: [seat(red), seat(third)], blue: [seat(blue)] });
    const take = (who: Player) =>
      who.post(`${game.path}/players`, {
        red: [seat(red), seat(third)],
        blue: [seat(blue), seat(who)],
      });
    const answers = await Promise.all([take(outsider), take(last)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 403]);
    expect((await red.get(game.path)).body.blue).toHaveLength(2);
  });

  it("a match that is over keeps its players, but for staff", async () => {
    const game = await newGame();
    await game.red.post(`${game.path}/finish`);
    const lineup = { red: [seat(game.red)], blue: [] };
    const own = await game.red.post(`${game.path}/players`, lineup);
    expect(codeOf(own)).toEqual([409, "match_over"]);
    const other = await game.outsider.post(`${game.path}/players`, lineup);
    expect(codeOf(other)).toEqual([403, "forbidden"]);
    expect((await game.staff.post(`${game.path}/players`, lineup)).status).toBe(201);
  });
});
