import { describe, expect, it } from "vitest";
import { complaintIn } from "./complaint.ts";

describe("the reason in what PostgreSQL wrote", () => {
  it.each([
    [
      'initdb: error: could not create directory "/x": Permission denied',
      'could not create directory "/x": Permission denied',
    ],
    [
      "2026-11-23 14:16:45.977 UTC [54] FATAL:  lock file is empty\n2026 UTC [54] HINT:  Either …",
      "lock file is empty",
    ],
    ["2026 UTC [5] LOG:  fine\n2026 UTC [5] PANIC:  first\n2026 UTC [5] FATAL:  then", "first"],
    [
      "2026 UTC [5] FATAL:  first\n2026 UTC [5] FATAL:  could not write: No space left on device",
      "could not write: No space left on device",
    ],
    ["2026 UTC [5] player@babyfoot FATAL:  the database system is starting up", undefined],
    ['2026 UTC [5] LOG:  the message was "ERROR: no"', undefined],
    ["", undefined],
  ])("%j", (text, reason) => {
    expect(complaintIn(text)).toBe(reason);
  });
});
