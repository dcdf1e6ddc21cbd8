export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What we read of `terraform show -json`. */
export interface Shown {
  readonly values: { readonly root_module: ShownModule };
}

interface ShownModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly values: { [name: string]: Json };
  }[];
  readonly child_modules?: readonly ShownModule[];
}

export const isObject = (value: unknown): value is { [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads what terraform shows. Throws where there is no applied state in it. */
export function readShown(text: string): Shown {
  const shown: unknown = JSON.parse(text);
  if (!isObject(shown) || !isObject(shown.values) || !isObject(shown.values.root_module))
    throw new Error("Terraform shows no applied state.");
  return shown as unknown as Shown;
}
