import { describe, expect, it } from "vitest";
import { readColumn, readOne, short } from "../testing/cells.ts";

const dates = (...texts: string[]) => short(readColumn("date", texts));
const durations = (...texts: string[]) => short(readColumn("duration", texts));

/** As many dates as make an order sure. */
const many = (make: (at: number) => string) => Array.from({ length: 12 }, (_, at) => make(at));
const two = (number: number) => String(number).padStart(2, "0");

describe("[H7] dates that can be read one way", () => {
  it("are kept in our form and changed from others", () => {
    expect(dates("2024-03-15", "2024/03/15", "2024.3.5", "20240315")).toEqual([
      "2024-03-15 kept",
      "2024-03-15 changed",
      "2024-03-05 changed",
      "2024-03-15 changed",
    ]);
  });

  it("name their month in English or French, whole or short, with any ordinal", () => {
    const texts = [
      "Mar 15 2024",
      "15 Mar 24",
      "March 15th, 2024",
      "15 mars 2024",
      "Ven. 15 mars 2024",
    ];
    expect(dates(...texts)).toEqual(texts.map(() => "2024-03-15 changed"));
    expect(
      dates("Feb 06st 2023", "1er août 2024", "3 déc. 2024", "12-févr-24", "2024 Aug 1"),
    ).toEqual([
      "2023-02-06 changed",
      "2024-08-01 changed",
      "2024-12-03 changed",
      "2024-02-12 changed",
      "2024-08-01 changed",
    ]);
  });

  it("are refused where there is no such day", () => {
    for (const text of [
      "2023-02-29",
      "31/04/2024",
      "2024-13-01",
      "0000-00-00",
      "1812-05-05",
      "soon",
      "12:30",
    ]) {
      expect(readOne("date", text)).toBe("null refused");
    }
    expect(readOne("date", "2024-02-29")).toBe("2024-02-29 kept");
  });

  it("keep the time of day behind them as told, and only the date where it is none", () => {
    expect(
      dates(
        "2024-03-15T18:30:00Z",
        "2024-03-15 18:30",
        "15 mars 2024 à 18h30",
        "2024-03-15 6:30 pm",
        "Fri Mar 15 2024 18:30:00 GMT+0100 (CET)",
        "2024-03-15 25:00",
      ),
    ).toEqual([
      "2024-03-15T18:30 changed",
      "2024-03-15T18:30 changed",
      "2024-03-15T18:30 changed",
      "2024-03-15T18:30 changed",
      "2024-03-15T18:30 changed",
      "2024-03-15 guessed",
    ]);
  });

  it("have no time where all times of the file are midnight", () => {
    expect(dates("2024-03-15 00:00:00", "2024-03-16 00:00:00")[0]).toBe("2024-03-15 changed");
    expect(dates("2024-03-15 00:00:00", "2024-03-16 21:05:00")[0]).toBe("2024-03-15T00:00 changed");
  });

  it("are guessed from a spreadsheet's number", () => {
    expect(dates("45366")).toEqual(["2024-03-15 guessed"]);
  });

  it("have a time of day in a column of its own too", () => {
    expect(short(readColumn("heure", ["18:30", "18h05", "9 pm", "24:10", "18"]))).toEqual([
      "18:30 kept",
      "18:05 changed",
      "21:00 changed",
      "null refused",
      "null refused",
    ]);
  });
});

describe("[H8] dates whose day and month could be swapped", () => {
  it("are read as the other dates of their form show, for sure when many do", () => {
    expect(dates("05/04/2024", ...many((at) => `${two(at + 13)}/04/2024`))[0]).toBe(
      "2024-04-05 changed",
    );
    expect(dates("05/04/2024", ...many((at) => `04/${two(at + 13)}/2024`))[0]).toBe(
      "2024-05-04 changed",
    );
  });

  it("are guessed where few show it, or some the contrary", () => {
    expect(dates("05/04/2024", "04/13/2024")[0]).toBe("2024-05-04 guessed");
    expect(dates("05/04/2024", "13/04/2024", ...many((at) => `04/${two(at + 13)}/2024`))[0]).toBe(
      "2024-05-04 guessed",
    );
  });

  it("are guessed with the day first where nothing shows it", () => {
    expect(dates("05/04/2024", "06-07-24")).toEqual(["2024-04-05 guessed", "2024-07-06 guessed"]);
    expect(dates("05/05/2024")).toEqual(["2024-05-05 changed"]);
  });

  it("are learnt form by form: slashes one way, dashes another", () => {
    const slashes = many((at) => `04/${two(at + 13)}/2024`);
    const dashes = many((at) => `${two(at + 13)}-04-2024`);
    expect(dates("05/04/2024", "05-04-2024", ...slashes, ...dashes).slice(0, 2)).toEqual([
      "2024-05-04 changed",
      "2024-04-05 changed",
    ]);
  });

  it("begin with a short year where the first parts are few and the last run through the month", () => {
    const texts = Array.from({ length: 28 }, (_, at) => `24-03-${two(at + 1)}`);
    expect(dates(...texts)[14]).toBe("2024-03-15 guessed");
  });
});

describe("[H9] durations", () => {
  it("are read with colons, units and words", () => {
    expect(
      durations("00:14:23", "14:23", "14min", "1h05", "12 min 30 s", "12'30", "PT14M23S", "900 s"),
    ).toEqual([
      "863 changed",
      "863 changed",
      "840 changed",
      "3900 guessed",
      "750 changed",
      "750 changed",
      "863 changed",
      "900 changed",
    ]);
  });

  it("are refused where they are impossible", () => {
    for (const text of [
      "00:75:99",
      "12:60",
      "7:00:00",
      "0",
      "00:00:00",
      "-5",
      "long",
      "14min 80s",
    ]) {
      expect(readOne("duration", text)).toBe("null refused");
    }
  });

  it("with a point are minutes and seconds where they can be, else decimal", () => {
    expect(durations("14.38", "14.75")).toEqual(["878 guessed", "885 changed"]);
  });

  it("with a point are sure where the file shows that all are seconds, or all decimal", () => {
    const seconds = Array.from({ length: 60 }, (_, at) => `9.${two(at)}`);
    expect(durations("14.38", ...seconds)[0]).toBe("878 changed");
    const decimals = Array.from({ length: 100 }, (_, at) => `9.${two(at)}`);
    expect(durations("14.38", ...decimals)[0]).toBe("863 changed");
  });

  it("with one place are seconds without their zero, where decimals always have two places", () => {
    expect(durations("14.7", "14.07", "14.80", "14.90")).toEqual([
      "847 guessed",
      "844 guessed",
      "888 changed",
      "894 changed",
    ]);
  });

  it("as bare numbers are in the unit of the column's name, else in the likely one", () => {
    expect(short(readColumn("duration_seconds", ["863", "45"]))).toEqual(["863 kept", "45 kept"]);
    expect(short(readColumn("durée (min)", ["14", "14.5"]))).toEqual([
      "840 changed",
      "870 changed",
    ]);
    expect(durations("14", "9")).toEqual(["840 guessed", "540 guessed"]);
    expect(durations("863", "910")).toEqual(["863 guessed", "910 guessed"]);
  });

  it("that a spreadsheet took for hours are minutes and seconds", () => {
    expect(durations("5:30:00", "4:12:00", "6:01:00", "5:45:00", "5:59:00")[0]).toBe("330 guessed");
    expect(durations("1:30:00", "00:14:23")[0]).toBe("5400 changed");
  });

  it("of possession with a unit are decimal minutes", () => {
    expect(short(readColumn("possession_time", ["576", "4:32", "3.50min", "3.75min"]))).toEqual([
      "576 guessed",
      "272 changed",
      "210 changed",
      "225 changed",
    ]);
  });
});

describe("[H9] possession", () => {
  it("is refused as a bare number that could be anything, and a share is no duration", () => {
    expect(readOne("possession", "54")).toBe("null refused");
    expect(short(readColumn("possession (%)", ["54"]))).toEqual(["54 kept"]);
  });
});

describe("[H13] seasons", () => {
  const seasons = (...texts: string[]) => short(readColumn("season", texts));

  it("are two years that follow each other, however they are written", () => {
    expect(
      seasons("2023/2024", "Season 23-24", "s23/24", "2023-24", "Saison 2023 / 2024", "2023/2025"),
    ).toEqual([
      "2023/2024 kept",
      "2023/2024 changed",
      "2023/2024 changed",
      "2023/2024 changed",
      "2023/2024 changed",
      "null refused",
    ]);
  });

  it("of one year end in it, unless only the one that begins in it is told", () => {
    expect(seasons("2025 Season", "2024/2025")[0]).toBe("2024/2025 guessed");
    expect(seasons("2025 Season", "2025/2026")[0]).toBe("2025/2026 guessed");
    expect(seasons("2025 Season", "2024")).toEqual(["2025 changed", "2024 kept"]);
  });
});
