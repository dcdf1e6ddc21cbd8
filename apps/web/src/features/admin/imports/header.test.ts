import { describe, expect, it } from "vitest";
import { headerCells } from "./header.ts";
import { uploadPath } from "./imports.ts";

describe("the columns of a file that the server could not read", () => {
  it.each([
    ["partie,joueur,buts\nG1,P1,3", ["partie", "joueur", "buts"]],
    ["\uFEFFpartie;joueur, pseudo;buts\r\nG1;P1;3", ["partie", "joueur, pseudo", "buts"]],
    ["partie\tjoueur\n", ["partie", "joueur"]],
    ['"partie, n°","le ""vrai"" nom",buts\n1', ["partie, n°", 'le "vrai" nom', "buts"]],
    ['"deux\nlignes";buts\n1;2', ["deux\nlignes", "buts"]],
    ["", []],
  ])("of %j are %j", (text, cells) => {
    expect(headerCells(text)).toEqual(cells);
  });
});

describe("where a file is sent", () => {
  const plain = { venueId: undefined, preview: true, repairSides: false, mapping: {} };

  it("is looked at first, unless one says otherwise", () => {
    expect(uploadPath("été.csv", plain)).toBe(
      "/api/v1/imports?preview=true&fileName=%C3%A9t%C3%A9.csv",
    );
  });

  it("says which of their columns is which of ours", () => {
    const path = uploadPath("a.csv", { ...plain, mapping: { Équipier: "player_id", Note: null } });
    const { searchParams } = new URL(path, "http://localhost");
    expect(JSON.parse(searchParams.get("mapping") ?? "")).toEqual({
      Équipier: "player_id",
      Note: null,
    });
  });
});
