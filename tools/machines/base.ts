import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isThere, shell } from "./shell.ts";

export const CACHE = join(import.meta.dirname, "../../.cache/machines");

export interface Base {
  /** Codename of the distribution, e.g. `trixie`. */
  suite: string;
  packages: readonly string[];
  /** Only what is essential, rather than what an installer of the distribution puts on every machine. */
  minimal: boolean;
  /** Where debootstrap takes packages from. */
  mirror: string;
  /** What else is done to its disk, once. */
  finish: (disk: string) => void;
}

/** Why no machine can be booted here; nothing where one can. */
export function reasonAgainst(): string | undefined {
  if (process.getuid?.() !== 0) return "only root may boot a machine";
  const missing = ["debootstrap", "systemd-nspawn", "dpkg-deb"].filter((name) => !isThere(name));
  if (missing.length > 0) return `${missing.join(", ")} not here (debootstrap, systemd-container)`;
  return undefined;
}

/** A fresh installation of a distribution, made once and kept; answers its folder, which is to be copied. */
export function baseFolder({ suite, packages, minimal, mirror, finish }: Base): string {
  const print = createHash("sha256")
    .update(`${suite} ${packages.join()} ${minimal} ${finish.toString()}`)
    .digest("hex")
    .slice(0, 12);
  const folder = join(CACHE, `${suite}-${print}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  // One that was cut off may still have /proc of this machine mounted.
  shell("rm", ["-rf", "--one-file-system", unfinished]);
  mkdirSync(CACHE, { recursive: true });
  const options = [...(minimal ? ["--variant=minbase"] : []), `--include=${packages.join()}`];
  shell("debootstrap", [...options, suite, unfinished, mirror]);
  finish(unfinished);
  rmSync(join(unfinished, "var/cache/apt/archives"), { recursive: true, force: true });
  renameSync(unfinished, folder);
  return folder;
}

/** Whatever this machine's own apt takes its packages from. */
export function mirrorHere(): string {
  const list = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"];
  const found = shell("apt-get", list)
    .split("\n")
    .find((url) => /^https?:/.test(url) && !url.includes("security"));
  if (found === undefined) throw new Error("apt-get update first: apt knows no mirror");
  return found;
}
