import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const LOCAL_STATE = 'terraform {\n  backend "local" {}\n}\n';

/**
 * Gives a copy of a Terraform folder whose state is a local file, and removes it afterwards: what is
 * tried out there never meets the state of a real account.
 */
export function inCopyOf<T>(source: string, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), "babyfoot-terraform-"));
  try {
    cpSync(source, folder, { recursive: true, filter: (file) => !file.includes(".terraform") });
    writeFileSync(path.join(folder, "backend_override.tf"), LOCAL_STATE);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
