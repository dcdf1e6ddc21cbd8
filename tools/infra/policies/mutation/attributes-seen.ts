import type { AppliedState, Json, Resource } from "../applied-state.ts";
import { EVERYWHERE, NEUTRAL } from "./neutral.ts";
import { RELEVANT } from "./relevant.ts";

/** `type: path` of each attribute that is neither relevant nor said not to be, and of wrong words. */
export function unclassified(state: AppliedState): string[] {
  const found = new Set<string>();
  for (const resource of state.resources)
    for (const [path, value] of attributes(resource.values))
      if (!isClassified(resource, path) && !isInvented(resource, value))
        found.add(`${resource.type}: ${path}`);
  return [...found];
}

function isClassified({ type }: Resource, path: string): boolean {
  const [first = ""] = path.split(/[.[]/);
  return (
    EVERYWHERE.includes(first) ||
    Object.keys(RELEVANT[type] ?? {}).some(
      (known) => path === known || path.startsWith(`${known}[`),
    ) ||
    (NEUTRAL[type]?.attributes ?? []).some(
      (known) => path === known || path.startsWith(`${known}.`) || path.startsWith(`${known}[`),
    )
  );
}

/** A stand-in of the provider fills in what AWS would, and names it after the resource. */
function isInvented({ address }: Resource, value: Json): boolean {
  const slug = address
    .replace(/\bmodule\.|\baws_|\.this\b/g, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .join("-");
  return [value].flat().every((one) => typeof one === "string" && one.startsWith(`${slug}-`));
}

function* attributes(value: Json, path = ""): Generator<[path: string, value: Json]> {
  if (value === null || (Array.isArray(value) && value.length === 0)) return;
  if (Array.isArray(value) && value.some((one) => typeof one === "object"))
    for (const one of value) yield* attributes(one, `${path}[]`);
  else if (typeof value === "object" && !Array.isArray(value))
    for (const [name, inner] of Object.entries(value))
      yield* attributes(inner, path === "" ? name : `${path}.${name}`);
  else yield [path, value];
}
