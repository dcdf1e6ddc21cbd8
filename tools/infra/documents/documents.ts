import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { keptState } from "../applied/kept.ts";
import { costTables } from "../costs/document.ts";
import { pictureOf } from "../picture/picture.ts";
import { DOCS } from "../places.ts";
import { tabledDocuments } from "../policies/documents/tabled.ts";
import { readmes } from "../readmes/readmes.ts";
import { withSection } from "./sections.ts";

const mermaid = (picture: string): string => `\`\`\`mermaid\n${picture}\n\`\`\``;

/** Which part of which document is made, and how. */
const SECTIONS: readonly { file: string; name: string; make: () => string }[] = [
  { file: "architecture.md", name: "campus", make: () => mermaid(pictureOf(keptState("campus"))) },
  { file: "architecture.md", name: "demo", make: () => mermaid(pictureOf(keptState("demo"))) },
  { file: "costs.md", name: "costs", make: costTables },
];

/** Every document that is made, wholly or in part, as it must be, by its path. */
export async function madeDocuments(): Promise<Map<string, string>> {
  const made = await readmes();
  for (const { file, name, make } of SECTIONS) {
    const place = path.join(DOCS, file);
    const before = made.get(place) ?? readFileSync(place, "utf8");
    made.set(place, withSection(before, name, make()));
  }
  for (const [name, text] of tabledDocuments()) made.set(path.join(DOCS, name), text);
  return made;
}

/** Those that do not say what they must. */
export async function staleDocuments(): Promise<string[]> {
  return [...(await madeDocuments())]
    .filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text)
    .map(([file]) => file);
}
