import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readAppliedState } from "./applied-state.ts";
import { SIZES, type Size } from "./exceptions.ts";
import { FURTHER_RULES } from "./rules/further.ts";
import { isLeftOut, type Verdict, verdicts } from "./verdict.ts";

const USAGE = `npm run infra -- policies <state.json>… [--size ${SIZES.join("|")}]
Judges what Terraform applied (\`terraform show -json\`). Several states are one account together.`;

/** Prints what the policies find; answers the exit code: 1 where one does not hold. */
export function policies(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { size: { type: "string", default: "campus" } },
  });
  const size = SIZES.find((one) => one === values.size);
  if (size === undefined || positionals.length === 0) {
    console.error(USAGE);
    return 1;
  }
  const roots = positionals.map((file) => readAppliedState(readFileSync(file, "utf8")));
  const numbered = report(verdicts(roots, size), "policies", size);
  const further = report(verdicts(roots, size, FURTHER_RULES), "further rules", size);
  return numbered && further ? 0 : 1;
}

/** Prints what is found, and answers whether all is well. */
function report(all: readonly Verdict[], what: string, size: Size): boolean {
  for (const { number, policy, refused } of all)
    for (const { address, sentence } of refused)
      console.log(`${number} ${policy.id}: ${address}: ${sentence}`);
  const broken = all.filter(({ refused }) => refused.length > 0).length;
  const leftOut = all.filter(isLeftOut).length;
  const exceptions = all.reduce((sum, { accepted }) => sum + accepted.length, 0) - leftOut;
  console.log(
    `${all.length - broken - leftOut} of ${all.length} ${what} hold for ${size}; ` +
      `${broken} do not, ${leftOut} are left out on purpose, ${exceptions} findings are accepted.`,
  );
  return broken === 0;
}
