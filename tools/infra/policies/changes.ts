import type { Json, Resource, Values } from "./applied-state.ts";

/** A part of a resource, from the outside in: names of attributes, places in lists. */
export type Path = readonly (string | number)[];

/** `a.b` and `a[0].b` as a path. */
export function pathOf(written: string): Path {
  return written.split(/[.[\]]+/).flatMap((step) => (step === "" ? [] : [stepOf(step)]));
}

function stepOf(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

/** The same resource with one value changed; a name after a list means its first element. */
export function withValue(resource: Resource, path: Path, value: Json): Resource {
  return { ...resource, values: replaced(resource.values, path, value) as Values };
}

function replaced(inside: Json, path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(inside)) {
    const [index, inner] = typeof step === "number" ? [step, rest] : [0, path];
    return inside.map((element, at) => (at === index ? replaced(element, inner, value) : element));
  }
  const block = typeof inside === "object" && inside !== null ? inside : {};
  return { ...block, [step]: replaced(block[step] ?? null, rest, value) };
}
