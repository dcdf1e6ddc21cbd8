import { writeFileSync } from "node:fs";
import { madeDocuments, staleDocuments } from "../documents/documents.ts";
import { writeDocuments } from "../policies/documents/write.ts";

/** Writes all that is made: what policies say, and those of ours that do not say what they must. */
export async function documents(): Promise<number> {
  writeDocuments();
  const stale = new Set(await staleDocuments());
  for (const [file, text] of await madeDocuments())
    if (stale.has(file)) {
      writeFileSync(file, text);
      console.log(file);
    }
  return 0;
}
