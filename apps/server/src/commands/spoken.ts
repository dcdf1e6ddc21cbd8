import { JournalError } from "../features/accounts/accounts.service.ts";
import {
  DamagedError,
  PassphraseError,
  RestoreError,
} from "../features/backups/backups.service.ts";
import { StartError } from "../platform/embedded-postgres/start-error.ts";
import { CommandError } from "./running-database.ts";

const SPOKEN = [
  CommandError,
  RestoreError,
  DamagedError,
  PassphraseError,
  StartError,
  JournalError,
];

/** Says why something failed; answers the exit code. */
export function explainTo(complain: (line: string) => void, what: string, error: unknown): number {
  if (!(error instanceof Error)) throw error;
  const isSpoken = SPOKEN.some((kind) => error instanceof kind);
  complain(isSpoken ? error.message : `${what}: ${sentenceOf(error)}.`);
  return 1;
}

function sentenceOf(error: Error): string {
  const code = "code" in error ? String(error.code) : "";
  if (code === "ENOENT" && "path" in error) return `there is no ${String(error.path)}`;
  if (code === "EEXIST" && "path" in error) return `${String(error.path)} is there already`;
  if (code === "ENOSPC" || code === "53100") return "the disk is full";
  return error.message;
}
