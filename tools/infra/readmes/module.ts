import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "@cdktn/hcl2json";
import { z } from "zod";

const variable = z.object({
  description: z.string().min(1),
  type: z.string(),
  default: z.unknown().optional(),
});
const output = z.object({ description: z.string().min(1) });
const file = z.object({
  variable: z.record(z.string(), z.tuple([variable])).default({}),
  output: z.record(z.string(), z.tuple([output])).default({}),
  resource: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** What a Terraform module takes, makes and tells. */
export interface Module {
  readonly inputs: readonly Input[];
  readonly outputs: readonly { name: string; description: string }[];
  /** Types of resources, with how many blocks make them. */
  readonly resources: readonly { type: string; blocks: number }[];
}

interface Input {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** As HCL writes it; undefined where a value must be given. */
  readonly fallback: string | undefined;
}

/** Reads a module's files. Throws where a variable has no type or description, or an output no description. */
export async function readModule(folder: string): Promise<Module> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".tf"));
  const parsed = await Promise.all(
    files.map(async (name) =>
      file.parse(await parse(name, readFileSync(path.join(folder, name), "utf8"))),
    ),
  );
  return {
    inputs: byName(parsed.flatMap((one) => Object.entries(one.variable).map(inputOf))),
    outputs: byName(
      parsed.flatMap((one) =>
        Object.entries(one.output).map(([name, [{ description }]]) => ({ name, description })),
      ),
    ),
    resources: resourcesOf(parsed.map(({ resource }) => resource)),
  };
}

const inputOf = ([name, [{ type, description, default: fallback }]]: [
  string,
  [z.infer<typeof variable>],
]): Input => ({
  name,
  type: type.replace(/^\$\{(.*)\}$/s, "$1").replace(/\s+/g, " "),
  description,
  fallback: fallback === undefined ? undefined : JSON.stringify(fallback),
});

const byName = <T extends { name: string }>(items: T[]): T[] =>
  items.sort((one, other) => (one.name < other.name ? -1 : 1));

function resourcesOf(
  files: readonly Record<string, Record<string, unknown>>[],
): Module["resources"] {
  const blocks = new Map<string, number>();
  for (const types of files)
    for (const [type, named] of Object.entries(types))
      blocks.set(type, (blocks.get(type) ?? 0) + Object.keys(named).length);
  return [...blocks].sort().map(([type, count]) => ({ type, blocks: count }));
}
