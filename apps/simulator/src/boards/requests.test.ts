import { describe, expect, it } from "vitest";
import {
  babyConnectScore,
  domotrapGoal,
  lagitechGoal,
  samsulFinal,
  samsulRealtime,
  takataGoal,
  takataUpdate,
  teslowMessage,
} from "./requests.ts";

const JSON_BODY = { "content-type": "application/json" };

describe("what boards write, to the letter", () => {
  it.each([
    [
      "Samsul, in the match",
      samsulRealtime({ red: 3, blue: 2 }, 42_170),
      "POST /realtime",
      '{"event":"realtime","player1_score":3,"player2_score":2,"elapsed_time":42.17}',
    ],
    [
      "Samsul, at the end, won by red",
      samsulFinal({ red: 10, blue: 7 }, 318_400),
      "POST /final",
      '{"event":"final","winner":1,"player1_score":10,"player2_score":7,"total_time":318.4}',
    ],
    [
      "Samsul, at the end, won by blue",
      samsulFinal({ red: 8, blue: 10 }, 401_000),
      "POST /final",
      '{"event":"final","winner":2,"player1_score":8,"player2_score":10,"total_time":401}',
    ],
    [
      "Takata",
      takataUpdate({ red: 4, blue: 1 }),
      "POST /api/game/updateScore",
      '{"red_goal":4,"bleu_goal":1,"babyfoot_tableId":1}',
    ],
    ["Lagitech, red", lagitechGoal("red", 312.5), "POST /api/goals", '{"vitesse":312.5,"team":1}'],
    ["Lagitech, blue", lagitechGoal("blue", 98.04), "POST /api/goals", '{"vitesse":98,"team":2}'],
    [
      "Teslow",
      teslowMessage({ red: 10, blue: 6 }, 331_900),
      "POST /message",
      '{"team1":10,"team2":6,"duration":"00:05:31"}',
    ],
    [
      "Teslow, after more than an hour",
      teslowMessage({ red: 2, blue: 10 }, 3_725_000),
      "POST /message",
      '{"team1":2,"team2":10,"duration":"01:02:05"}',
    ],
    [
      "BabyConnect",
      babyConnectScore({ red: 3, blue: 2 }, { match: 7, spelling: "snake" }),
      "PATCH /api/v1/matches/7/score",
      '{"red_score":3,"blue_score":2}',
    ],
    [
      "BabyConnect, newer",
      babyConnectScore({ red: 3, blue: 2 }, { match: 8, spelling: "camel" }),
      "PATCH /api/v1/matches/8/score",
      '{"redScore":3,"blueScore":2}',
    ],
  ])("%s", (_, { method, path, headers, body }, line, text) => {
    expect(`${method} ${path}`).toBe(line);
    expect(headers).toEqual(JSON_BODY);
    expect(body).toBe(text);
  });

  it("the older Takata, with nothing in it and no content type", () => {
    expect(takataGoal("red")).toEqual({
      method: "POST",
      path: "/api/game/red",
      headers: {},
      body: "",
    });
    expect(takataGoal("blue").path).toBe("/api/game/blue");
  });

  it("domotrap, as a form, closing its connection", () => {
    expect(domotrapGoal("blue")).toEqual({
      method: "POST",
      path: "/goal",
      headers: { "content-type": "application/x-www-form-urlencoded", connection: "close" },
      body: "team=blue",
    });
    expect(domotrapGoal("red").body).toBe("team=red");
  });
});
