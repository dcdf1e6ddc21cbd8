import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { giveWay, giveWayAtOnce } from "./background.ts";

/** SCHED_IDLE in sched(7). */
const IDLE = "5";
const MORE_THAN_THERE_ARE = 2 ** 30;

/** Nice and policy: what proc(5) counts as the fields 19 and 41. */
function weightOf(pid: number): string[] {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return [fields[16] ?? "", fields[38] ?? ""];
}

const child = spawn("sleep", ["60"], { detached: true });
afterAll(() => void child.kill());

it("[M17] what works beside the server gives way to what is live", async () => {
  const pid = child.pid ?? 0;
  giveWay(pid);
  giveWayAtOnce(pid);
  await expect.poll(() => weightOf(pid)).toEqual(["19", IDLE]);
});

it("[M17] and works all the same where it may not be told to", () => {
  expect(() => giveWay(MORE_THAN_THERE_ARE)).not.toThrow();
  expect(() => giveWayAtOnce(MORE_THAN_THERE_ARE)).not.toThrow();
});
