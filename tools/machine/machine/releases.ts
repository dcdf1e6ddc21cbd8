import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isBuilt } from "../../../scripts/builder/fingerprint.mjs";
import { shell } from "../../machines/shell.ts";
import { pack } from "../../release/archive.ts";
import { makeRelease } from "../../release/release.ts";
import { makeRuntimes } from "../../release/runtime.ts";

const ROOT = join(import.meta.dirname, "../../..");

export interface Archives {
  first: string;
  /** A later one that works, and one that does not start. */
  next: string;
  broken: string;
  /** Node, where the distribution's is too old. */
  runtime: string | undefined;
  remove(): void;
}

/** Releases of what is checked out here, made as any other. */
export function makeArchives({ withRuntime }: { withRuntime: boolean }): Archives {
  // In a process of its own: builders behave otherwise where tests run.
  if (!isBuilt(ROOT))
    shell("env", ["-i", `PATH=${process.env.PATH}`, "node", "scripts/build.mjs"], ROOT);
  const out = mkdtempSync(join(tmpdir(), "babyfoot-archives-"));
  const { archive } = makeRelease({ root: ROOT, out, embedded: false });
  const variant = (name: string, change: (folder: string) => void) => {
    const within = join(out, name);
    shell("mkdir", ["-p", join(within, "babyfoot")]);
    shell("tar", ["-xzf", archive, "-C", join(within, "babyfoot"), "--strip-components=1"]);
    change(join(within, "babyfoot"));
    const file = join(out, `babyfoot-${name}.tar.gz`);
    pack({ within, name: "babyfoot", file, mtime: 0 });
    rmSync(within, { recursive: true });
    return file;
  };
  return {
    first: archive,
    next: variant("next", (folder) => call(folder, "9.0.0", "a")),
    broken: variant("broken", (folder) => {
      call(folder, "9.0.1", "b");
      writeFileSync(join(folder, "apps/server/dist/main.js"), "process.exit(1);\n");
    }),
    runtime: withRuntime
      ? makeRuntimes(out).find((file) => file.includes(`linux-${process.arch}.`))
      : undefined,
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
}

function call(folder: string, version: string, letter: string): void {
  const file = join(folder, "release.json");
  writeFileSync(file, JSON.stringify({ version, commit: letter.repeat(40) }, null, 2));
}
