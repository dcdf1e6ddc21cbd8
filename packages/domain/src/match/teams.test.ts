import { describe, expect, it } from "vitest";
import { checkTeams } from "../index.ts";

describe("who can play whom", () => {
  const allowed: [string, string[], string[], string][] = [
    ["one against one", ["ana"], ["bob"], "singles"],
    ["two against two", ["ana", "bob"], ["cyd", "dan"], "doubles"],
    ["one against two", ["ana"], ["bob", "cyd"], "one_against_two"],
    ["two against one", ["ana", "bob"], ["cyd"], "one_against_two"],
    ["nobody named", [], [], "open"],
    ["one team named", ["ana"], [], "open"],
  ];
  it.each(allowed)("%s", (_name, red, blue, kind) => {
    expect(checkTeams({ red, blue })).toEqual({ ok: true, value: kind });
  });

  const refusals: [string, string[], string[], string][] = [
    ["three in a team", ["ana", "bob", "cyd"], [], "too_many_players"],
    ["against oneself", ["ana"], ["ana"], "player_twice"],
    ["twice in a team", [], ["bob", "bob"], "player_twice"],
  ];
  it.each(refusals)("not %s", (_name, red, blue, code) => {
    expect(checkTeams({ red, blue })).toMatchObject({ ok: false, code });
  });
});
