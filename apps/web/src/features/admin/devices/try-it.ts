import type { DeviceWithSecret } from "@babyfoot/contract";

/** A line for a terminal that scores one red goal as this device. */
export function tryIt(device: DeviceWithSecret, origin: string): string {
  if (device.url !== undefined) return `curl -d team=red ${device.url}/goal`;
  const body =
    '{"bootId":"\'$(date +%s)\'","events":[{"seq":1,"type":"goal","side":"red","uptimeMs":0}],"sentUptimeMs":0}';
  return [
    `curl ${origin}/api/v1/device/events`,
    `-H 'Authorization: Bearer ${device.token}'`,
    "-H 'Content-Type: application/json'",
    `-d '${body}'`,
  ].join(" ");
}
