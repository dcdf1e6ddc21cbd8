import { type ChildProcess, type StdioOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { Account } from "./account.ts";
import { complaintIn } from "./complaint.ts";

type Options = { account: Account; stdio: StdioOptions };

/** Starts a PostgreSQL program as `account`, away from the terminal's signals and our environment. */
export function spawnAs(command: string[], { account, stdio }: Options): ChildProcess {
  const [file = "", ...args] = account.kind === "self_as_nobody" ? unshared(command) : command;
  return spawn(file, args, {
    // PostgreSQL's own variables (PGPORT, PGDATA …) of whoever starts us must not reach it.
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    cwd: "/",
    stdio,
    detached: true,
    ...(account.kind === "user" && { uid: account.uid, gid: account.gid }),
  });
}

/** Runs a program to its end, `input` on its standard input; rejects with what it said. */
export async function runAs(command: string[], account: Account, input = ""): Promise<void> {
  const child = spawnAs(command, { account, stdio: ["pipe", "pipe", "pipe"] });
  const said: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => said.push(chunk));
  // A program that ends without reading is judged by its exit code.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  const text = Buffer.concat(said).toString();
  const failure = complaintIn(text);
  if (code !== 0 || failure !== undefined) throw new Error(failure ?? `${text.trim()} (${code})`);
}

/** `command` so that SIGINT reaches it when this process dies, where the system can do that. */
export function endingWithUs(command: string[]): string[] {
  const setpriv = ["setpriv", "--pdeathsig", "INT"];
  const works = spawnSync("setpriv", [...setpriv.slice(1), "true"]).status === 0;
  return works ? [...setpriv, "--", ...command] : command;
}

function unshared(command: string[]): string[] {
  return ["unshare", "--user", "--map-user=65534", "--", ...command];
}
