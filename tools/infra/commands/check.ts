import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { applyOnce, succeed, TerraformError } from "../applied/apply.ts";
import { keptText, textOf } from "../applied/kept.ts";
import { APPLICATIONS, AWS } from "../places.ts";
import {
  findTerraform,
  hasTerraform,
  runIn,
  schemaIn,
  type Terraform,
} from "../terraform/terraform.ts";
import { inCopyOf } from "../terraform/work-folder.ts";
import { SKIPPED } from "./apply.ts";

/** Each check by its name, with what to do; the first that fails throws. */
type Step = readonly [name: string, run: () => void];

const LANES = ["tests", "sizes"] as const;

/**
 * Checks all of Terraform that can be checked here, and says what cannot: what is tested and what is
 * applied at the same time, each in a process of its own. Named, one of the two alone.
 */
export async function check([lane]: string[]): Promise<number> {
  const terraform = findTerraform(process.env);
  if (terraform?.offline == null) return tests(terraform);
  if (lane === "tests") return tests(terraform);
  if (lane === "sizes") return inTurn(applications(terraform));
  const codes = await Promise.all(LANES.map(inProcess));
  return Math.max(...codes);
}

async function inProcess(lane: (typeof LANES)[number]): Promise<number> {
  const [entry = ""] = process.argv.slice(1);
  const args = [...process.execArgv, entry, "check", lane];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

function tests(terraform: Terraform | null): number {
  inTurn([...format(), ...withProvider(terraform), ...withStandIn(terraform)]);
  if (terraform === null) console.log(SKIPPED);
  return 0;
}

function inTurn(steps: readonly Step[]): number {
  for (const [name, run] of steps) {
    const began = performance.now();
    run();
    console.log(`${name}: ok (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  return 0;
}

const format = (): Step[] =>
  hasTerraform()
    ? [["fmt", () => run(AWS, "terraform", "fmt", "-check", "-diff", "-recursive")]]
    : [];

function run(folder: string, ...command: string[]): void {
  succeed(runIn(folder, command), command);
}

const ROOTS = [".", "bootstrap"] as const;

/** What the real provider and its stand-in can both do. */
function withProvider(terraform: Terraform | null): Step[] {
  if (terraform === null) return [];
  return ROOTS.map((root) => [`validate ${root}`, () => validate(terraform, root)]);
}

const validate = (terraform: Terraform, root: string): void =>
  inCopyOf(AWS, root, (folder) => {
    for (const args of [["init", "-input=false"], ["validate"]])
      succeed(terraform.run(folder, args), args);
  });

/** What would need an account with the real provider. */
function withStandIn(terraform: Terraform | null): Step[] {
  if (terraform?.offline == null) return [];
  const { offline } = terraform;
  const tfcheck = path.join(offline, "tfcheck.mjs");
  return [
    ["tfcheck", () => run(AWS, process.execPath, tfcheck, schemaIn(offline), ".")],
    ...ROOTS.map((root): Step => [`terraform test ${root}`, () => test(terraform, root)]),
  ];
}

const applications = (terraform: Terraform): Step[] =>
  APPLICATIONS.map((application) => [
    `apply, plan again, destroy ${application.name}`,
    () => compare(application.name, textOf(applyOnce(terraform, AWS, application))),
  ]);

const test = (terraform: Terraform, root: string): void =>
  inCopyOf(AWS, root, (folder) => {
    for (const args of [["init", "-input=false"], ["test"]])
      succeed(terraform.run(folder, args), args);
  });

function compare(name: string, applied: string): void {
  if (applied !== keptText(name))
    throw new TerraformError(`What is kept of ${name} is old. Run: npm run infra -- apply ${name}`);
}
