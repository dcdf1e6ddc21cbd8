import { describe, expect, it } from "vitest";
import { readColumn, readOne, short } from "../testing/cells.ts";

const read = (header: string, ...texts: string[]) => short(readColumn(header, texts));

describe("[H6] texts", () => {
  it("lose spaces, invisible signs and mojibake", () => {
    expect(read("location", " Gym  Hall ", "Salle\u00a0B", "BÃ¢timent A", "BÃƒÂ¢timent A")).toEqual(
      ["Gym Hall changed", "Salle B changed", "Bâtiment A changed", "Bâtiment A changed"],
    );
    expect(read("team", "ðŸ”´")).toEqual(["red changed"]);
    expect(read("location", "São Ângelo", "«CAFÉ»", "Château")).toEqual([
      "São Ângelo kept",
      "«CAFÉ» kept",
      "Château kept",
    ]);
  });

  it("are guessed where a character at an end is lost", () => {
    expect(read("goals", "2\ufffd")).toEqual(["2 guessed"]);
    expect(readOne("goals", "\ufffd")).toBe("null refused");
  });

  it("are empty where they only say that nothing is known", () => {
    for (const text of ["", " ", "-", "—", "N/A", "null", "None", "inconnu", "?"]) {
      expect(readOne("location", text)).toBe("null empty");
    }
  });

  it("keep their lines where somebody comments, and formulas as text", () => {
    expect(read("comment", "one\ntwo", "=1+1", "no, wait; go", "dÃ©jÃ\u00a0 vu")).toEqual([
      "one\ntwo kept",
      "=1+1 kept",
      "no, wait; go kept",
      "déjà vu changed",
    ]);
    expect(read("comment", "'=1+1", "'tis")).toEqual(["=1+1 changed", "'tis kept"]);
    expect(read("location", "'@home")).toEqual(["@home changed"]);
  });
});

describe("[H10] counts", () => {
  it("are digits, words or numbers with a unit", () => {
    expect(
      read("goals", "5", "05", "5.0", "five", "cinq", "Ten", "zéro", "3 buts", "two goals"),
    ).toEqual([
      "5 kept",
      "5 changed",
      "5 changed",
      "5 changed",
      "5 changed",
      "10 changed",
      "0 changed",
      "3 changed",
      "2 changed",
    ]);
    expect(read("attendance", "4 players", "twenty-one", "vingt et un")).toEqual([
      "4 changed",
      "21 changed",
      "21 changed",
    ]);
    expect(read("ping", "13ms", "185")).toEqual(["13 changed", "185 kept"]);
  });

  it("are never negative, broken, or more than there can be", () => {
    for (const text of ["-1", "2.5", "99", "3k", "1,000", "many", "1e3", "0x10", "½"]) {
      expect(readOne("goals", text)).toBe("null refused");
    }
  });
});

describe("[H11] scores", () => {
  it("are numbers in words and digits, and never more than there can be", () => {
    expect(read("final_score_red", "7", "two", "3.0", "99")).toEqual([
      "7 kept",
      "2 changed",
      "3 changed",
      "null refused",
    ]);
  });

  it("may both stand in one cell, red first", () => {
    const pairs = ["5 - 3", "5:3", "5–3", "5/3", "five - three", "5 à 3"];
    expect(read("final_score_red", ...pairs)).toEqual(pairs.map(() => "5-3 guessed"));
    expect(read("score", "5-3", "5")).toEqual(["5-3 guessed", "null refused"]);
  });
});

describe("[H12] sides, winners and roles", () => {
  it("are words, letters and signs in English and French", () => {
    for (const text of ["Red", "R", "rouge", "ROUGE", "🔴", "Équipe rouge", "red team"]) {
      expect(readOne("team", text)).toBe("red changed");
    }
    for (const text of ["Blue", "B", "Bleu", "bleue", "🔵", "blue side"]) {
      expect(readOne("team", text)).toBe("blue changed");
    }
    expect(read("team", "rogue", "bleu2", "blu")).toEqual([
      "red guessed",
      "blue guessed",
      "blue guessed",
    ]);
    for (const text of ["green", "A", "red or blue", "1", "🟢", "reddish"]) {
      expect(readOne("team", text)).toBe("null refused");
    }
  });

  it("are no letters where a file has other letters than ours", () => {
    expect(read("team", "R", "B")).toEqual(["red changed", "blue changed"]);
    expect(read("team", "A", "B", "Team B", "blue")).toEqual([
      "null refused",
      "null refused",
      "null refused",
      "blue kept",
    ]);
  });

  it("winners may be nobody", () => {
    expect(
      read(
        "winner",
        "red",
        "Rouge",
        "les bleus gagnent",
        "Victoire bleue",
        "tie",
        "Match nul",
        "égalité",
        "draw",
      ),
    ).toEqual([
      "red kept",
      "red changed",
      "null refused",
      "blue changed",
      "draw changed",
      "draw changed",
      "draw changed",
      "draw kept",
    ]);
  });

  it("roles are known by many names, and guessed one slip away", () => {
    for (const text of ["ATTACK", "attck", "attaquant", "Attaquante", "striker", "atk"]) {
      expect(readOne("role", text)).toBe("attack changed");
    }
    for (const text of ["def", "Defence", "défenseur", "gardien", "goalie", "Arrière"]) {
      expect(readOne("role", text)).toBe("defense changed");
    }
    expect(read("role", "defnse", "atack", "attakc", "both", "mid")).toEqual([
      "defense guessed",
      "attack guessed",
      "attack guessed",
      "null refused",
      "null refused",
    ]);
  });
});

describe("[H14] ratings", () => {
  it("are digits, words and stars, and faces by a guess", () => {
    expect(
      read(
        "rating",
        "4",
        "five",
        "⭐⭐⭐",
        "★★★★☆",
        "4/5",
        "8/10",
        "3 étoiles",
        "👍",
        "😡",
        "génial",
      ),
    ).toEqual([
      "4 kept",
      "5 changed",
      "3 changed",
      "4 changed",
      "4 changed",
      "4 changed",
      "3 changed",
      "4 guessed",
      "1 guessed",
      "5 guessed",
    ]);
    for (const text of ["0", "6", "7/10", "3.5", "10", "⭐⭐⭐⭐⭐⭐", "good grief"]) {
      expect(readOne("rating", text)).toBe("null refused");
    }
  });
});

describe("[H14] ratings of another scale", () => {
  it("are refused: a four of ten is no four of five", () => {
    expect(read("rating", "4", "9", "7", "five", "4/5")).toEqual([
      "null refused",
      "null refused",
      "null refused",
      "5 changed",
      "4 changed",
    ]);
  });
});

describe("[H15] yes and no", () => {
  it("are said in English, French and signs; perhaps is neither", () => {
    expect(
      read(
        "is_substitute",
        "true",
        "yes",
        "OUI",
        "1",
        "✓",
        "no",
        "Non",
        "faux",
        "maybe",
        "peut-être",
        "2",
      ),
    ).toEqual([
      "true kept",
      "true changed",
      "true changed",
      "true changed",
      "true changed",
      "false changed",
      "false changed",
      "false changed",
      "null refused",
      "null refused",
      "null refused",
    ]);
  });
});

describe("[H18] labels", () => {
  const many = (text: string) => Array.from({ length: 20 }, () => text);

  it("that differ in case, accents, spaces or a table's zeros are one", () => {
    expect(read("location", "GYM HALL", "gym-hall", ...many("Gym Hall")).slice(0, 2)).toEqual([
      "Gym Hall changed",
      "Gym Hall changed",
    ]);
    expect(read("table_id", "t7", "T7", "Table 7", ...many("T07")).slice(0, 3)).toEqual([
      "T07 changed",
      "T07 changed",
      "T07 guessed",
    ]);
  });

  it("are guessed one slip away from a frequent one, by their consonants, or with a lost letter", () => {
    const usual = [...many("Student House"), ...many("Campus Toulouse"), ...many("Bâtiment A")];
    expect(
      read("location", "Studnet House", "Campus Tls", "B\ufffdtiment A", ...usual).slice(0, 3),
    ).toEqual(["Student House guessed", "Campus Toulouse guessed", "Bâtiment A guessed"]);
  });

  it("never merge what differs in a digit, what is as frequent, or names of people", () => {
    expect(read("location", "Lab 205", ...many("Lab 204"))[0]).toBe("Lab 205 kept");
    expect(read("location", "East Hall", "West Hall", "Bar A", "Bar Annexe")).toEqual([
      "East Hall kept",
      "West Hall kept",
      "Bar A kept",
      "Bar Annexe kept",
    ]);
    expect(read("recorded_by", "Marie Durand", ...many("Maria Durand"))[0]).toBe(
      "Marie Durand kept",
    );
    expect(read("table_id", "T70", ...many("T07"))[0]).toBe("T70 kept");
  });
});
