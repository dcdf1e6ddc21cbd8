import { rmSync } from "node:fs";
import { run } from "./run.ts";

/**
 * Packs the folder `name` of `within` into `file`, such that the bytes depend on nothing but names,
 * contents and `mtime` (seconds): no order of a file system, no owner, no umask, no time of gzip.
 */
export function pack({
  within,
  name,
  file,
  mtime,
}: {
  within: string;
  name: string;
  file: string;
  mtime: number;
}): void {
  const tar = file.replace(/\.gz$/, "");
  const same = ["--sort=name", "--format=gnu", "--owner=0", "--group=0", "--numeric-owner"];
  const modes = "--mode=u=rwX,go=rX";
  const env = { PATH: process.env.PATH, LC_ALL: "C" };
  rmSync(file, { force: true });
  run("tar", [...same, modes, `--mtime=@${mtime}`, "-cf", tar, name], { cwd: within, env });
  run("gzip", ["-n", "-f", tar], { cwd: within, env });
}
