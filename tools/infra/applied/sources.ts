import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const MADE_FROM = /\.(tf|tfvars|tftpl)$/;

/** The files that decide what is applied, in a stable order, as paths within the folder. */
export const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => MADE_FROM.test(file) && !file.includes(".terraform"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();

/** A fingerprint of all that decides what is applied: it changes when an applied state has become old. */
export function fingerprintOf(folder: string): string {
  const hash = createHash("sha256");
  for (const file of sourcesOf(folder))
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(folder, file)))
      .update("\0");
  return hash.digest("hex");
}
