import type { Json, Values } from "./applied-state.ts";

/**
 * An attribute by its path. A nested block is a list in the state: a name after a list means its
 * first element, `[]` every element.
 */
function at(values: Values, path: string): Json[] {
  let found: Json[] = [values];
  for (const step of path.split(".")) {
    const every = step.endsWith("[]");
    const name = every ? step.slice(0, -2) : step;
    found = found.flatMap((value) => {
      const owner = Array.isArray(value) ? (value[0] ?? null) : value;
      const next = isBlock(owner) ? (owner[name] ?? null) : null;
      return every && Array.isArray(next) ? next : [next];
    });
  }
  return found;
}

/** A text, or null where there is none: an empty one counts as none. */
export function text(values: Values, path: string): string | null {
  const [value] = at(values, path);
  return typeof value === "string" && value !== "" ? value : null;
}

/** True only if it is written so. */
export function isOn(values: Values, path: string): boolean {
  return at(values, path)[0] === true;
}

export function amount(values: Values, path: string): number | null {
  const [value] = at(values, path);
  return typeof value === "number" ? value : null;
}

/** The texts of a list; none where it is missing. */
export function texts(values: Values, path: string): string[] {
  return at(values, path)
    .flat()
    .filter((value) => typeof value === "string");
}

/** The nested blocks of a name; none where it is missing. */
export function blocks(values: Values, path: string): Values[] {
  return at(values, path).flat().filter(isBlock);
}

function isBlock(value: Json): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every text in a value, with its path, however deep. */
export function* everyText(value: Json, path = ""): Generator<[path: string, text: string]> {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value))
    for (const [index, element] of value.entries()) yield* everyText(element, `${path}[${index}]`);
  else if (value !== null && typeof value === "object")
    for (const [name, inner] of Object.entries(value))
      yield* everyText(inner, path === "" ? name : `${path}.${name}`);
}
