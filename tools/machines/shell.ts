import { spawnSync } from "node:child_process";

/** Runs a program to its end and answers what it wrote. Throws with what it complained of. */
export function shell(program: string, args: string[], cwd = "/"): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? `${stdout}${stderr}`}`);
}

export const isThere = (program: string): boolean => spawnSync("which", [program]).status === 0;
