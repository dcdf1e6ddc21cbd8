import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

export interface Ran {
  code: number | null;
  /** What it wrote, complaints included. */
  said: string;
}

/** A machine that runs. */
export interface Booted {
  /** Runs a command there as root, from a login's environment. */
  run(...command: string[]): Promise<Ran>;
  /** As pressing the button does: everything is stopped in order. */
  powerOff(): Promise<void>;
  /** As pulling the plug does. */
  cutPower(): Promise<void>;
}

export interface Boot {
  disk: string;
  /** Its name, of which the interface on this side is made. */
  name: string;
  console: string;
  /** Further options of systemd-nspawn. */
  options: string[];
}

/** Boots the disk under systemd-nspawn; resolves when its services are up. */
export async function boot({ disk, name, console: log, options }: Boot): Promise<Booted> {
  const output = openSync(log, "a");
  const machine = ["--boot", "--register=no", "--keep-unit", "--console=pipe", `--machine=${name}`];
  const nspawn = spawn("systemd-nspawn", [`--directory=${disk}`, ...machine, ...options], {
    stdio: ["ignore", output, output],
    // Newer systemd boots on nothing else.
    env: { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: "1" },
  });
  const ended = once(nspawn, "exit");
  const run = (...command: string[]) => inside(nspawn, command);
  await isUp(nspawn, run).catch((error: Error) => {
    throw new Error(`${error.message}\n${readFileSync(log, "utf8").slice(-2_000)}`);
  });
  return {
    run,
    powerOff: async () => {
      nspawn.kill("SIGTERM");
      await ended;
    },
    cutPower: async () => {
      // With the first process of a machine all others end at once; without nspawn alone they would go on.
      const leader = leaderOf(nspawn);
      if (leader !== undefined) process.kill(Number(leader), "SIGKILL");
      await ended;
    },
  };
}

async function isUp(nspawn: ChildProcess, run: Booted["run"]): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (nspawn.exitCode !== null) throw new Error("the machine ended while it booted");
    if (leaderOf(nspawn) !== undefined) {
      const { said } = await run("systemctl", "is-system-running");
      if (/^(running|degraded)$/m.test(said)) return;
    }
    await wait(200);
  }
  throw new Error("the machine did not boot in two minutes");
}

/** The first process of the machine, as this machine counts. */
function leaderOf({ pid }: ChildProcess): string | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return children.trim().split(" ").at(0) || undefined;
  } catch {
    return undefined;
  }
}

const LOGIN = [
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "HOME=/root",
  "LANG=C.UTF-8",
];

async function inside(nspawn: ChildProcess, command: string[]): Promise<Ran> {
  const leader = leaderOf(nspawn);
  if (leader === undefined) throw new Error("the machine does not run");
  const all = ["--target", leader, "--all", "env", "-i", ...LOGIN, ...command];
  const child = spawn("nsenter", all, { stdio: ["ignore", "pipe", "pipe"] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => parts.push(part));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said: parts.join("") };
}
