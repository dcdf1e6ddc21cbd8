import { describe, expect, it } from "vitest";
import { acknowledgedSeq } from "./event-call.ts";

describe("what an answer acknowledges", () => {
  it.each([
    ["what it says", 200, '{"acknowledgedSeq":44,"accepted":3}', 44],
    ["nothing yet, where the first is missing", 200, '{"acknowledgedSeq":0}', 0],
    ["nothing that anything but a 200 says", 503, '{"acknowledgedSeq":44}', null],
    ["nothing, from something that is not our server", 200, "<h1>Wi-Fi login</h1>", null],
    ["nothing, without a number", 200, '{"acknowledgedSeq":"44"}', null],
  ])("%s", (_, status, body, seq) => {
    expect(acknowledgedSeq({ status, body })).toBe(seq);
  });
});
