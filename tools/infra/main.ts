import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyOnce, TerraformError } from "./applied/apply.ts";
import { APPLICATIONS, APPLIED, AWS } from "./places.ts";
import { policies } from "./policies/command.ts";
import { writeDocuments } from "./policies/documents/write.ts";
import { findTerraform } from "./terraform/terraform.ts";

const USAGE = `npm run infra -- <command>
  apply [name…]   applies demo, campus, region and bootstrap to a stand-in and keeps what comes of it
  policies …      judges an applied state
  documents       writes docs/infra/security.md and docs/infra/rubric.md
`;

const commands: Record<string, (args: string[]) => number> = {
  apply,
  policies,
  documents: () => {
    writeDocuments();
    return 0;
  },
};

function apply(names: string[]): number {
  const terraform = findTerraform(process.env);
  if (terraform === null) {
    console.log("terraform checks skipped");
    return 0;
  }
  mkdirSync(APPLIED, { recursive: true });
  for (const application of APPLICATIONS) {
    if (names.length > 0 && !names.includes(application.name)) continue;
    const kept = applyOnce(terraform, AWS, application);
    writeFileSync(
      path.join(APPLIED, `${application.name}.json`),
      `${JSON.stringify(kept, null, 1)}\n`,
    );
    console.log(`${application.name}: ${kept.values.root_module.resources.length} resources`);
  }
  return 0;
}

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) console.error(USAGE);
try {
  process.exitCode = command?.(args) ?? 1;
} catch (error) {
  if (!(error instanceof TerraformError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
