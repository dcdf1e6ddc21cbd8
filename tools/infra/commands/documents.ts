import { writeFileSync } from "node:fs";
import { madeDocuments, staleDocuments } from "../documents/documents.ts";

/** Writes those documents that do not say what they must. */
export async function documents(): Promise<number> {
  const stale = new Set(await staleDocuments());
  for (const [file, text] of await madeDocuments())
    if (stale.has(file)) {
      writeFileSync(file, text);
      console.log(file);
    }
  return 0;
}
