import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "./archive.ts";
import { run } from "./run.ts";

/** The newest of the supported line that is there for both processors. */
const NODE = "24.21.0";
const PROCESSORS = ["x64", "arm64"] as const;

/**
 * Packs Node itself, an archive a processor, for distributions whose own is too old; answers the files. The packages are
 * npm's: the binaries that Node's project publishes.
 */
export function makeRuntimes(out: string): string[] {
  mkdirSync(out, { recursive: true });
  return PROCESSORS.map((processor) => {
    const within = mkdtempSync(join(tmpdir(), "babyfoot-runtime-"));
    try {
      const wanted = `node-linux-${processor}@${NODE}`;
      const archive = run("npm", ["pack", "--silent", wanted], { cwd: within }).trim();
      run("tar", ["-xzf", archive, "package/bin/node"], { cwd: within });
      const name = `babyfoot-runtime-${NODE}-linux-${processor}`;
      renameSync(join(within, "package"), join(within, name));
      const file = join(out, `${name}.tar.gz`);
      pack({ within, name, file, mtime: 0 });
      return file;
    } finally {
      rmSync(within, { recursive: true });
    }
  });
}
