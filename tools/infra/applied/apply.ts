import type { Application } from "../places.ts";
import type { Outcome, Terraform } from "../terraform/terraform.ts";
import { inCopyOf } from "../terraform/work-folder.ts";
import { type Kept, reduce } from "./reduce.ts";
import { readShown } from "./shown.ts";
import { fingerprintOf } from "./sources.ts";

/** Something that terraform refused, with what it said. */
export class TerraformError extends Error {}

/**
 * Applies one application of the folder from nothing, plans it again, which must find nothing to do,
 * shows it, and destroys it.
 */
export function applyOnce(terraform: Terraform, source: string, application: Application): Kept {
  const { folder: below, variables } = application;
  return inCopyOf(source, below, (folder) => {
    const run = (...args: string[]) => succeed(terraform.run(folder, args), args);
    run("init", "-input=false", "-no-color");
    run("apply", "-auto-approve", "-input=false", "-no-color", ...variables);
    const again = terraform.run(folder, ["plan", "-detailed-exitcode", "-no-color", ...variables]);
    if (again.code !== 0)
      throw new TerraformError(`A second plan is not empty:\n${withoutProgress(again.said)}`);
    const shown = run("show", "-json");
    run("destroy", "-auto-approve", "-no-color", ...variables);
    return reduce(readShown(shown), fingerprintOf(source));
  });
}

/** Throws unless terraform ended well; answers what it said. */
export function succeed({ code, answer, said }: Outcome, args: readonly string[]): string {
  if (code !== 0)
    throw new TerraformError(`terraform ${args.join(" ")}:\n${withoutProgress(said)}`);
  return answer;
}

const withoutProgress = (said: string): string =>
  said
    .split("\n")
    .filter((line) => !/: (Refreshing|Reading|Read complete|Creat|Destr)/.test(line))
    .join("\n");
