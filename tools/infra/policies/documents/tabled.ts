import { rubricDocument } from "../rubric/document.ts";
import { securityDocument } from "./security.ts";

/** The documents that are made whole from tables, by their names in docs/infra. */
export function tabledDocuments(): ReadonlyMap<string, string> {
  return new Map([
    ["security.md", securityDocument()],
    ["rubric.md", rubricDocument()],
  ]);
}
