import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CACHE } from "../../machines/base.ts";
import { shell } from "../../machines/shell.ts";

/** Each machine is on a cable of its own with this side of it, on which the mirror of packages listens. */
export interface Cable {
  name: string;
  machine: string;
  here: string;
}

export const cableOf = (name: string, number: number): Cable => ({
  name,
  machine: `10.213.${number}.2`,
  here: `10.213.${number}.1`,
});

export const MIRROR_PORT = 3142;
/** The name by which every machine knows this side of its cable, where others offer room for backups. */
export const ELSEWHERE = "vault.example";

/** Answers how to unplug it. The interface is there only while the machine runs. */
export async function plugIn({ name, here }: Cable): Promise<() => Promise<void>> {
  const side = `ve-${name}`;
  shell("ip", ["address", "replace", `${here}/24`, "dev", side]);
  shell("ip", ["link", "set", side, "up"]);
  const program = join(import.meta.dirname, "../../machines/mirror.ts");
  const given = [join(CACHE, "mirror"), here, String(MIRROR_PORT)];
  const mirror = spawn(process.execPath, ["--import", "tsx", program, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(mirror, "exit");
  const first = await Promise.race([once(mirror.stdout, "data"), ended.then(() => undefined)]);
  if (first === undefined) throw new Error("the mirror of packages does not listen");
  return async () => {
    mirror.kill();
    await ended;
  };
}
