import { nameIds } from "./name-ids.ts";
import { isObject, type Json, type Shown } from "./shown.ts";

/** An applied state as it is kept: what the configuration says, the same on every machine. */
export interface Kept {
  readonly madeFrom: string;
  readonly values: { root_module: { resources: KeptResource[] } };
}

interface KeptResource {
  readonly address: string;
  readonly mode: "managed";
  readonly type: string;
  readonly values: { [name: string]: Json };
}

/**
 * Keeps of `terraform show -json` what policies judge: managed resources by address, with ids named
 * after them, user data in clear, and without what says nothing (null, empty, or invented by the
 * provider and used by nobody).
 */
export function reduce(shown: Shown, madeFrom: string): Kept {
  const resources = nameIds(managed(shown.values.root_module)).sort((one, other) =>
    one.address < other.address ? -1 : 1,
  );
  const used = usedTexts(resources);
  return {
    madeFrom,
    values: {
      root_module: {
        resources: resources.map(({ address, type, values, invented }) => ({
          address,
          mode: "managed",
          type,
          values: Object.fromEntries(
            Object.entries(values)
              .filter(([name, value]) => !isEmpty(value) && isTold(name, value, invented, used))
              .sort(([one], [other]) => (one < other ? -1 : 1)),
          ),
        })),
      },
    },
  };
}

interface Managed {
  address: string;
  type: string;
  values: { [name: string]: Json };
}

function managed(module: Shown["values"]["root_module"]): Managed[] {
  const own = (module.resources ?? [])
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, values }) => ({ address, type, values: inClear(type, values) }));
  return [...own, ...(module.child_modules ?? []).flatMap(managed)];
}

function inClear(type: string, values: Managed["values"]): Managed["values"] {
  const { user_data: encoded } = values;
  if (type !== "aws_launch_template" || typeof encoded !== "string") return values;
  return { ...values, user_data: Buffer.from(encoded, "base64").toString("utf8") };
}

/** Every text that some resource holds, with how many hold it. */
function usedTexts(resources: readonly Managed[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (value: Json): void => {
    if (typeof value === "string") counts.set(value, (counts.get(value) ?? 0) + 1);
    else if (Array.isArray(value)) value.forEach(count);
    else if (isObject(value)) Object.values(value).forEach(count);
  };
  for (const { values } of resources) count(values);
  return counts;
}

const ALWAYS = new Set(["id", "arn", "user_data"]);

function isTold(
  name: string,
  value: Json,
  invented: ReadonlySet<string>,
  used: ReadonlyMap<string, number>,
): boolean {
  if (ALWAYS.has(name) || typeof value !== "string" || !invented.has(value)) return true;
  return (
    (used.get(value) ?? 0) > 1 ||
    [...used.keys()].some((text) => text !== value && text.includes(value))
  );
}

const isEmpty = (value: Json): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);
