import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readAppliedState } from "./applied-state.ts";
import { SIZES, type Size } from "./exceptions.ts";
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
  return report(verdicts(roots, size), size);
}

function report(all: readonly Verdict[], size: Size): number {
  for (const { number, policy, refused } of all)
    for (const { address, sentence } of refused)
      console.log(`${number} ${policy.id}: ${address}: ${sentence}`);
  const broken = all.filter(({ refused }) => refused.length > 0).length;
  const leftOut = all.filter(isLeftOut).length;
  const exceptions = all.reduce((sum, { accepted }) => sum + accepted.length, 0) - leftOut;
  console.log(
    `${all.length - broken - leftOut} of ${all.length} policies hold for ${size}; ` +
      `${broken} do not, ${leftOut} are left out on purpose, ${exceptions} findings are accepted.`,
  );
  return broken === 0 ? 0 : 1;
}
