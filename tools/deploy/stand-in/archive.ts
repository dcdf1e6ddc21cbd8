import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "./account.ts";

/** Lays down what the bucket of releases has of a commit: an archive and its checksum, or nothing. */
export function packRelease({ published, forged }: Account, from: string, to: string): void {
  const commit = [...published].find((each) => from.endsWith(`/${each}/`));
  if (commit === undefined) return;
  const name = `babyfoot-0.1.0-${commit.slice(0, 7)}`;
  mkdirSync(join(to, name, "apps/web/dist/assets"), { recursive: true });
  writeFileSync(join(to, name, "apps/web/dist/assets/index-1.js"), "");
  const file = `${name}.tar.gz`;
  const { status } = spawnSync("tar", ["-czf", file, "--remove-files", name], { cwd: to });
  if (status !== 0) throw new Error("no archive");
  const hash = createHash("sha256")
    .update(readFileSync(join(to, file)))
    .digest("hex");
  const said = forged.has(commit) ? "0".repeat(64) : hash;
  writeFileSync(join(to, `${file}.sha256`), `${said}  ${file}\n`);
}
