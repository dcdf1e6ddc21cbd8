import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProductionInstall } from "./production-lock.ts";
import { run } from "./run.ts";

const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** Installs the packages into a folder of `cache` named by what is installed; answers the folder. */
export function installProduction(install: ProductionInstall, cache: string): string {
  const lock = JSON.stringify(install.lock, null, 2);
  const folder = join(cache, createHash("sha256").update(lock).digest("hex").slice(0, 16));
  const finished = join(folder, "installed");
  if (existsSync(finished)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "apps/server"), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(install.root, null, 2));
  writeFileSync(join(folder, "apps/server/package.json"), JSON.stringify(install.server, null, 2));
  writeFileSync(join(folder, "package-lock.json"), lock);
  run("npm", ["ci", ...QUIET], { cwd: folder });
  writeFileSync(finished, "");
  return folder;
}
