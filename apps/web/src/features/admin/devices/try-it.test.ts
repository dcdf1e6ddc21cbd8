import type { DeviceWithSecret } from "@babyfoot/contract";
import { expect, it } from "vitest";
import { sampleId } from "../../../shared/testing/samples.ts";
import { tryIt } from "./try-it.ts";

const device: DeviceWithSecret = {
  id: sampleId(1),
  tableId: sampleId(101),
  tableCode: "T01",
  name: "ESP32",
  kind: "native",
  online: false,
  lastSeenAt: null,
  protocol: null,
  firmware: null,
  batteryPercent: null,
  rssiDbm: null,
  clockSkewSeconds: null,
  alerts: [],
  rejectedEvents: 0,
  createdAt: "2026-11-23T12:00:00.000Z",
  revokedAt: null,
  version: 1,
  token: "secret",
};

it("is a call of the device protocol with the token for a native device", () => {
  const line = tryIt(device, "http://localhost:3000");
  expect(line).toContain("curl http://localhost:3000/api/v1/device/events");
  expect(line).toContain("'Authorization: Bearer secret'");
  const body = /-d '(.*)'$/.exec(line)?.[1]?.replace("'$(date +%s)'", "1");
  expect(JSON.parse(body ?? "")).toEqual({
    bootId: "1",
    events: [{ seq: 1, type: "goal", side: "red", uptimeMs: 0 }],
    sentUptimeMs: 0,
  });
});

it("is a form sent to the secret address for a board", () => {
  const url = "http://localhost:3000/api/v1/device/board/secret";
  expect(tryIt({ ...device, kind: "board", url }, "http://x")).toBe(`curl -d team=red ${url}/goal`);
});
