import { describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";

const server = useServer();

async function table() {
  const admin = await asAdmin(server());
  const created = await newTable(admin);
  return { admin, table: created, device: await newDevice(admin, created.id), anyone: new Client(server()) };
}

describe("a table's own device", () => {
  it("a goal with no match running starts a walk-up match with unnamed players", async () => {
    const { table: t, device, anyone } = await table();
    const answer = await sendEvents(anyone, device, {
      events: [{ seq: 1, type: "goal", side: "red", uptimeMs: 999_000 }],
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toMatchObject({ acknowledgedSeq: 1, accepted: 1, duplicates: 0, rejected: [] });
    const seen = await anyone.get(`/api/v1/tables/${t.id}`);
    expect(seen.body).toMatchObject({
      status: "playing",
      currentMatch: { scoreRed: 1, scoreBlue: 0, red: [], blue: [], status: "live" },
    });
  });
});
