import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const LOCAL_STATE = 'terraform {\n  backend "local" {}\n}\n';

/**
 * Works in a folder below a copy of Terraform's files, whose state is a local file, and removes the copy: what is
 * tried out there never meets the state of a real account.
 */
export function inCopyOf<T>(source: string, below: string, use: (folder: string) => T): T {
  const copy = mkdtempSync(path.join(tmpdir(), "babyfoot-terraform-"));
  try {
    cpSync(source, copy, { recursive: true, filter: (file) => !file.includes(".terraform") });
    const folder = path.join(copy, below);
    writeFileSync(path.join(folder, "backend_override.tf"), LOCAL_STATE);
    return use(folder);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
