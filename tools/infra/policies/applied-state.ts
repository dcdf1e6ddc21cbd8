/** What Terraform wrote down after an apply, as `terraform show -json` tells it. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Values = { [name: string]: Json };

/** One managed resource, with every id filled in. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** The managed resources of one root module and of all modules below it. */
export class AppliedState {
  readonly resources: readonly Resource[];
  readonly #byType = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    this.resources = resources;
    for (const resource of resources) {
      const sameType = this.#byType.get(resource.type);
      if (sameType) sameType.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  /** In the order of the state; none is an empty list. */
  all(...types: string[]): Resource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }
}

/** Reads the text of a state. Throws where it is not one, so that no rule passes over nothing. */
export function readAppliedState(text: string): AppliedState {
  const document: unknown = JSON.parse(text);
  const root = member(member(document, "values"), "root_module");
  if (!isRecord(root)) throw new Error("Not a state of `terraform show -json`: no root module.");
  return new AppliedState([...resourcesOf(root)]);
}

function* resourcesOf(module: Record<string, unknown>): Generator<Resource> {
  for (const entry of listOf(module.resources)) {
    const { address, type, mode, values } = entry;
    if (mode === "data") continue;
    if (typeof address !== "string" || typeof type !== "string" || !isRecord(values))
      throw new Error(`A resource without address, type or values: ${JSON.stringify(entry)}`);
    yield { address, type, values: values as Values };
  }
  for (const child of listOf(module.child_modules)) yield* resourcesOf(child);
}

function member(of: unknown, name: string): unknown {
  return isRecord(of) ? of[name] : undefined;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
