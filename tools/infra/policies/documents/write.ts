import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rubricDocument } from "../rubric/document.ts";
import { securityDocument } from "./security.ts";

export const DOCS = fileURLToPath(new URL("../../../../docs/infra/", import.meta.url));

/** The documents that are made here, by their file names. */
export function documents(): ReadonlyMap<string, string> {
  return new Map([
    ["security.md", securityDocument()],
    ["rubric.md", rubricDocument()],
  ]);
}

/** Writes them where they are read. */
export function writeDocuments(): void {
  mkdirSync(DOCS, { recursive: true });
  for (const [name, text] of documents()) writeFileSync(path.join(DOCS, name), text);
}
