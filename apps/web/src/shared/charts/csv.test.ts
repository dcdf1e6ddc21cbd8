import { describe, expect, it } from "vitest";
import { csvOf } from "./csv.ts";

describe("the data of a picture, as a file", () => {
  it("has a header, points in numbers, and nothing where nothing is known", () => {
    expect(csvOf(["nom", "buts"], [["Zoé", 4.5]])).toBe("nom,buts\r\nZoé,4.5\r\n");
    expect(csvOf(["a", "b"], [[null, 0]])).toBe("a,b\r\n,0\r\n");
  });

  it("keeps commas, quotes and line breaks inside their cell", () => {
    expect(csvOf(["nom"], [['Léo, dit "le mur"\nde B2']])).toBe(
      'nom\r\n"Léo, dit ""le mur""\nde B2"\r\n',
    );
  });

  it.each(["=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])(
    "never lets a spreadsheet run the name %j",
    (name) => {
      expect(csvOf([], [[name]])).toMatch(/^\r\n"?'/);
    },
  );

  it("leaves a negative number a number", () => {
    expect(csvOf([], [[-3]])).toBe("\r\n-3\r\n");
  });
});
