import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pack } from "./archive.ts";
import { installProduction } from "./install.ts";
import { readLockFile } from "./lock-file.ts";
import { productionInstall } from "./production-lock.ts";
import { run } from "./run.ts";
import { sbomOf } from "./sbom.ts";
import { stage } from "./stage.ts";

export interface ReleaseWish {
  /** The clone to release, built, with nothing uncommitted. */
  root: string;
  /** Where the three files go. */
  out: string;
  /** Whether PostgreSQL's programs come along, for a machine without one. */
  embedded: boolean;
}

/** What was released, and the files that hold it. */
export interface Release {
  version: string;
  commit: string;
  archive: string;
  sha256: string;
  checksumFile: string;
  sbomFile: string;
}

/** Makes the release of the commit that is checked out: the same commit gives the same bytes. */
export function makeRelease({ root, out, embedded }: ReleaseWish): Release {
  const lock = readLockFile(root);
  const commit = run("git", ["rev-parse", "HEAD"], { cwd: root }).trim();
  const mtime = Number(run("git", ["log", "-1", "--format=%ct"], { cwd: root }));
  const name = `babyfoot-${lock.version}-${commit.slice(0, 7)}${embedded ? "-embedded" : ""}`;
  const files = {
    archive: join(out, `${name}.tar.gz`),
    checksumFile: join(out, `${name}.tar.gz.sha256`),
    sbomFile: join(out, `${name}.sbom.json`),
  };
  const identity = { version: lock.version, commit };
  const cache = join(root, ".cache", "release");
  const installed = installProduction(productionInstall(lock, { embedded }), cache);
  mkdirSync(out, { recursive: true });
  const within = mkdtempSync(join(tmpdir(), "babyfoot-release-"));
  try {
    stage({ root, installed, into: join(within, name), identity });
    pack({ within, name, file: files.archive, mtime });
  } finally {
    rmSync(within, { recursive: true });
  }
  const sha256 = createHash("sha256").update(readFileSync(files.archive)).digest("hex");
  writeFileSync(files.checksumFile, `${sha256}  ${basename(files.archive)}\n`);
  const sbom = sbomOf({ lock, commit, madeAt: new Date(mtime * 1_000), embedded });
  writeFileSync(files.sbomFile, `${JSON.stringify(sbom, null, 2)}\n`);
  return { ...identity, ...files, sha256 };
}

/** Throws where something is not committed: the commit would not name what is released. */
export function refuseUncommitted(root: string): void {
  const changed = run("git", ["status", "--porcelain"], { cwd: root }).trim();
  if (changed === "") return;
  throw new Error(`Commit first, or the release is not that of its commit:\n${changed}`);
}
