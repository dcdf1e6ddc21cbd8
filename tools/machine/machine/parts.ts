import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../../..");
export const FOLDER = join(ROOT, "infra/self-host");

/** Runs a program; answers how it ended and all that it said. */
export const run = (program: string, args: string[], input = "") => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: ROOT,
    input,
    encoding: "utf8",
  });
  return { status, said: `${stdout}${stderr}` };
};
/** Runs a few lines with parts of the installer. */
export const withParts = (parts: string[], script: string) =>
  run("bash", [
    "-euc",
    `here=${FOLDER}; ${parts.map((part) => `. $here/lib/${part}.sh`).join("; ")}; ${script}`,
  ]);
