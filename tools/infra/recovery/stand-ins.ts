import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../places.ts";

/** A folder of programs that stand in for those that scripts call, and write down how. */
export class StandIns {
  readonly folder = mkdtempSync(path.join(tmpdir(), "stand-ins-"));
  readonly #calls = path.join(this.folder, "calls");

  /** The body is shell; `$*` is what it was called with. */
  add(program: string, body: string): void {
    const file = path.join(this.folder, program);
    writeFileSync(file, `#!/bin/bash\necho "${program} $*" >> '${this.#calls}'\n${body}\n`);
    chmodSync(file, 0o755);
  }

  /** Runs a script of infra/ with these programs before all others. */
  run(script: string, args: string[], environment: Record<string, string> = {}) {
    const { status, stderr } = spawnSync("bash", [path.join(ROOT, "infra", script), ...args], {
      encoding: "utf8",
      env: { PATH: `${this.folder}:${process.env.PATH}`, ...environment },
    });
    return { code: status, said: stderr };
  }

  calls(): string[] {
    if (!existsSync(this.#calls)) return [];
    return readFileSync(this.#calls, "utf8").trimEnd().split("\n");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
