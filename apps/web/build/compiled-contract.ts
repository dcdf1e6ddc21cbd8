import type { Plugin } from "vite";
import { z } from "zod";
import * as contract from "../../../packages/contract/src/index.ts";

const VIRTUAL = "\0compiled-contract";

/**
 * In a build, puts a compact form of the contract in place of `@babyfoot/contract`: each
 * schema as JSON Schema with the small checker of `src/shared/api/json-schema.ts`.
 * zod itself would cost every page 26 kB gzip; development and tests use the real one.
 */
export function compiledContract(): Plugin {
  return {
    name: "compiled-contract",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (id === "@babyfoot/contract" ? VIRTUAL : null),
    load: (id) =>
      id === VIRTUAL
        ? { code: compileContract("/src/shared/api/json-schema.ts"), moduleSideEffects: false }
        : null,
  };
}

/** The module's source; `checker` is the address of the module with `compiled` and `listOf`. */
export function compileContract(checker: string): string {
  const registry = z.registry<{ id: string }>();
  const constants: string[] = [];
  for (const [name, value] of Object.entries(contract)) {
    if (value instanceof z.ZodType) {
      if (!registry.has(value)) registry.add(value, { id: name });
    } else if (typeof value !== "function") {
      constants.push(`export const ${name} = ${JSON.stringify(value)};`);
    }
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    unrepresentable: "any",
    uri: (id) => id,
  });
  return [
    `import { compiled, listOf } from ${JSON.stringify(checker)};`,
    "export { listOf };",
    ...constants,
    ...inOrder(schemas).map(
      ([name, schema]) => `export const ${name} = /* @__PURE__ */ compiled(${source(schema)});`,
    ),
  ].join("\n");
}

/** Those that others refer to first. */
function inOrder(schemas: Record<string, unknown>): [string, unknown][] {
  const done = new Map<string, unknown>();
  const visit = (name: string): void => {
    if (done.has(name)) return;
    for (const ref of refsIn(schemas[name])) if (ref !== name) visit(ref);
    done.set(name, schemas[name]);
  };
  Object.keys(schemas).forEach(visit);
  return [...done];
}

function refsIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if ("$ref" in schema && typeof schema.$ref === "string") return [schema.$ref];
  return Object.values(schema).flatMap(refsIn);
}

const DROPPED = new Set(["$schema", "$id", "id", "description", "title", "default"]);

/** A schema as an expression: references become identifiers, long patterns their format. */
function source(schema: unknown): string {
  if (Array.isArray(schema)) return `[${schema.map(source).join(",")}]`;
  if (typeof schema !== "object" || schema === null) return JSON.stringify(schema);
  if ("$ref" in schema) return `${schema.$ref}.schema`;
  const known = "format" in schema ? new Set([...DROPPED, "pattern"]) : DROPPED;
  const entries = Object.entries(schema).filter(([key]) => !known.has(key));
  return `{${entries.map(([key, value]) => entrySource(key, value)).join(",")}}`;
}

function entrySource(key: string, value: unknown): string {
  if (key !== "properties" || typeof value !== "object" || value === null) {
    return `${JSON.stringify(key)}:${source(value)}`;
  }
  const properties = Object.entries(value).map(
    ([name, property]) => `${JSON.stringify(name)}:${source(property)}`,
  );
  return `properties:{${properties.join(",")}}`;
}
