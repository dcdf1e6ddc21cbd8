import { mkdirSync, writeFileSync } from "node:fs";
import { applyOnce } from "../applied/apply.ts";
import { fileOf, textOf } from "../applied/kept.ts";
import { APPLICATIONS, APPLIED, AWS } from "../places.ts";
import { findTerraform } from "../terraform/terraform.ts";

export const SKIPPED = "terraform checks skipped";

/** Applies what is named, or everything, to the stand-in, and keeps what comes of it. */
export function apply(names: string[]): number {
  const terraform = findTerraform(process.env);
  if (terraform?.offline == null) {
    console.log(SKIPPED);
    return 0;
  }
  mkdirSync(APPLIED, { recursive: true });
  for (const application of APPLICATIONS) {
    if (names.length > 0 && !names.includes(application.name)) continue;
    const kept = applyOnce(terraform, AWS, application);
    writeFileSync(fileOf(application.name), textOf(kept));
    console.log(`${application.name}: ${kept.values.root_module.resources.length} resources kept`);
  }
  return 0;
}
