import { TerraformError } from "./applied/apply.ts";
import { apply } from "./commands/apply.ts";
import { check } from "./commands/check.ts";
import { documents } from "./commands/documents.ts";
import { APPLICATIONS } from "./places.ts";
import { policies } from "./policies/command.ts";

const NAMES = APPLICATIONS.map(({ name }) => name).join(", ");
const USAGE = `npm run infra -- <command>
  check           everything: format, tfcheck, validate, terraform test, each size applied, planned again,
                  destroyed, and compared with what is kept
  apply [name…]   applies (${NAMES}) and keeps what comes of it
  documents       makes the READMEs of modules, docs/infra/security.md and rubric.md, and parts of others there
  policies …      judges an applied state

TERRAFORM_OFFLINE=<folder> names a stand-in for the AWS provider; TERRAFORM_REGISTRY=on takes the real one to
format and validate. Without either, and without terraform, checks of Terraform are skipped, and say so.
`;

const commands: Record<string, (args: string[]) => number | Promise<number>> = {
  apply,
  check,
  documents,
  policies,
};

const [name = "", ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) console.error(USAGE);
try {
  process.exitCode = (await command?.(args)) ?? 1;
} catch (error) {
  if (!(error instanceof TerraformError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
