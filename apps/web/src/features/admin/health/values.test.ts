import { expect, it } from "vitest";
import { valuesFor } from "./values.ts";

const [fr, en] = [valuesFor("fr"), valuesFor("en")];

it("measures are written as one says them, in the reader's language", () => {
  expect(fr.bytes(2 * 1024 ** 3)).toBe("2 Gio");
  expect(en.bytes(1_536)).toBe("1.5 KiB");
  expect(en.bytes(0)).toBe("0 B");
  expect(fr.milliseconds(2.34)).toBe("2,3 ms");
  expect(en.milliseconds(1_500)).toBe("1.5 s");
});

it("a length of time has its two largest units", () => {
  expect(en.seconds(59)).toBe("59 s");
  expect(en.seconds(125)).toBe("2 min 5 s");
  expect(fr.seconds(2 * 86_400)).toBe("2 j");
  expect(en.seconds(26 * 3_600)).toBe("1 d 2 h");
});

it("an alarm's value is written in its unit", () => {
  expect(en.of({ rule: "cpu", unit: "share" }, 0.815)).toBe("81.5%");
  expect(en.of({ rule: "backup_late", unit: "hours" }, 27.5)).toBe("1 d 3 h");
  expect(en.of({ rule: "bus", unit: "truth" }, 1)).toBe("");
  expect(fr.of({ rule: "export_failing", unit: "count" }, 2)).toBe("2 nuits manquées");
  expect(fr.of({ rule: "sensors_silent", unit: "count" }, 1)).toBe("1 capteur muet");
  expect(en.of({ rule: "sensors_silent", unit: "count" }, 0)).toBe("0 silent sensors");
});
