import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** How the real `terraform` is run here: with the provider's registry, or with a stand-in for the provider. */
export interface Terraform {
  /** Folder of the stand-in, or null where the registry is asked. */
  readonly offline: string | null;
  readonly run: (folder: string, args: readonly string[]) => Outcome;
}

export interface Outcome {
  readonly code: number;
  /** What it answered. */
  readonly answer: string;
  /** All that it said: answer and complaints. */
  readonly said: string;
}

/** Whether this machine has `terraform` at all. */
export const hasTerraform = (): boolean =>
  spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;

/**
 * Terraform with the provider's stand-in that `TERRAFORM_OFFLINE` names, else with the registry if
 * `TERRAFORM_REGISTRY` is `on`; null where there is neither, or no terraform.
 */
export function findTerraform(environment: NodeJS.ProcessEnv): Terraform | null {
  if (!hasTerraform()) return null;
  const { TERRAFORM_OFFLINE: offline, TERRAFORM_REGISTRY: registry } = environment;
  if (offline && existsSync(path.join(offline, "stub-provider.mjs")))
    return terraformBy(offline, [
      process.execPath,
      path.join(offline, "stub-provider.mjs"),
      schemaIn(offline),
      "--",
      "terraform",
    ]);
  return registry === "on" ? terraformBy(null, ["terraform"]) : null;
}

/** The schema that the stand-in serves. */
export const schemaIn = (offline: string): string => path.join(offline, "aws-schema-6.66.json");

function terraformBy(offline: string | null, command: readonly string[]): Terraform {
  return { offline, run: (folder, args) => runIn(folder, [...command, ...args]) };
}

/** Runs a program to its end and keeps all it says. */
export function runIn(folder: string, [program = "", ...args]: readonly string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...process.env,
      NO_COLOR: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      // A variable that is set but names nothing makes terraform warn on every call.
      TF_CLI_CONFIG_FILE: undefined,
    },
  });
  const answer = stdout ?? "";
  return { code: status ?? 1, answer, said: `${answer}${stderr ?? ""}${error?.message ?? ""}` };
}
