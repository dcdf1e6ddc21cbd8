import { expect, it } from "vitest";
import { valuesFor } from "./values.ts";

const [fr, en] = [valuesFor("fr"), valuesFor("en")];

it("measures are written as one says them, in the reader's language, and no line breaks before a unit", () => {
  expect(fr.bytes(2 * 1024 ** 3)).toBe("2\u00a0Gio");
  expect(en.bytes(1_536)).toBe("1.5\u00a0KiB");
  expect(en.bytes(0)).toBe("0\u00a0B");
  expect(fr.milliseconds(2.34)).toBe("2,3\u00a0ms");
  expect(en.milliseconds(1_500)).toBe("1.5\u00a0s");
});

it("a length of time has its two largest units", () => {
  expect(en.seconds(59)).toBe("59\u00a0s");
  expect(en.seconds(125)).toBe("2\u00a0min 5\u00a0s");
  expect(fr.seconds(2 * 86_400)).toBe("2\u00a0j");
  expect(en.seconds(26 * 3_600)).toBe("1\u00a0d 2\u00a0h");
});

it("what is left until an end is said in days, and in hours where they are few", () => {
  expect(en.left(13.9 * 86_400)).toBe("13\u00a0days");
  expect(fr.left(47 * 3_600)).toBe("47\u00a0heures");
  expect(fr.left(3_700)).toBe("1\u00a0heure");
});
