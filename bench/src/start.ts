import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { memoryOf, processTree } from "./load/tree.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const IDLE_AFTER_MS = 20_000;

async function run(command: string, args: string[], cwd: string): Promise<number> {
  const began = performance.now();
  const child = spawn(command, args, { cwd, stdio: "ignore" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  return (performance.now() - began) / 1000;
}

interface Started {
  npm: ChildProcess;
  seconds: number;
}

/** `npm start` as a newcomer does it; resolves when it says where it is. */
async function npmStart(folder: string): Promise<Started> {
  const began = performance.now();
  const npm = spawn("npm", ["start"], { cwd: folder, env: { ...process.env, PORT: "3987" } });
  let text = "";
  for await (const chunk of npm.stdout) {
    text += String(chunk);
    if (text.includes("Babyfoot is at"))
      return { npm, seconds: (performance.now() - began) / 1000 };
  }
  throw new Error(`npm start has not become ready:\n${text}`);
}

async function stop(npm: ChildProcess): Promise<void> {
  npm.stdout?.resume();
  npm.kill("SIGTERM");
  if (npm.exitCode === null) await once(npm, "exit");
}

function showMemory(npm: ChildProcess): void {
  const tree = processTree(npm.pid ?? 0);
  let total = 0;
  for (const { pid, name } of tree) {
    const pss = memoryOf(pid, "Pss");
    total += pss;
    console.log(`    ${name.padEnd(18)} ${pss.toFixed(0).padStart(5)} MiB`);
  }
  const baseline = memoryOf(process.pid, "Pss");
  const ratio = (total / baseline).toFixed(1);
  console.log(
    `  idle, demo on: ${total.toFixed(0)} MiB of all ${tree.length} processes (PSS; at most 400)`,
  );
  console.log(`  ratio to this bench's own Node process (${baseline.toFixed(0)} MiB): ${ratio}`);
}

/** From a clean clone to ready, packages cached (at most 90 s), again (at most 5 s), and the memory of it all. */
export async function benchStart(): Promise<void> {
  const parent = await mkdtemp(path.join(tmpdir(), "babyfoot-clone-"));
  const clone = path.join(parent, "babyfoot");
  try {
    await run("git", ["clone", "--quiet", root, clone], parent);
    const install = await run("npm", ["ci", "--no-audit", "--no-fund"], clone);
    await rm(path.join(clone, "node_modules"), { recursive: true });
    console.log(`  npm ci alone            ${install.toFixed(1)} s (baseline)`);
    const first = await npmStart(clone);
    console.log(`  clean clone to ready    ${first.seconds.toFixed(1)} s (at most 90)`);
    console.log(`ratio ${(first.seconds / install).toFixed(2)} to npm ci alone`);
    await stop(first.npm);
    const second = await npmStart(clone);
    console.log(`  second start to ready   ${second.seconds.toFixed(1)} s (at most 5)`);
    second.npm.stdout?.resume();
    await wait(IDLE_AFTER_MS);
    showMemory(second.npm);
    await stop(second.npm);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
