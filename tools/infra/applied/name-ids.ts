import { isObject, type Json } from "./shown.ts";

interface Named {
  address: string;
  type: string;
  values: { [name: string]: Json };
}

/**
 * Ids are numbered in the order in which resources came about, which differs from run to run. Each is
 * named after its resource's address instead, wherever it stands, and what was in the order of the
 * old ids is put in that of the new ones.
 */
export function nameIds<T extends Named>(
  resources: readonly T[],
): (T & { invented: ReadonlySet<string> })[] {
  const names = new Map<string, string>();
  for (const { address, type, values } of resources) {
    const kind = type.replace(/^aws_/, "");
    const number = /-(\d+)-id$/.exec(typeof values.id === "string" ? values.id : "")?.[1];
    if (number === undefined) continue;
    names.set(`${kind}-${number}`, slugOf(address, "_"));
    names.set(`${kind.replaceAll("_", "-")}-${number}`, slugOf(address, "-"));
  }
  const invented = new Set<string>();
  const rename = renaming(names);
  return resources.map((resource) => ({
    ...resource,
    values: Object.fromEntries(
      Object.entries(resource.values).map(([name, value]) => [
        name,
        rewrite(value, rename, invented),
      ]),
    ),
    invented,
  }));
}

/** `module.network.aws_subnet.this["app-0"]` becomes `network-subnet-app-0`. */
const slugOf = (address: string, joint: "-" | "_"): string =>
  address
    .replace(/\bmodule\./g, "")
    .replace(/\baws_/g, "")
    .replace(/\.this\b/g, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .join(joint);

function renaming(names: ReadonlyMap<string, string>): (text: string) => string {
  const kinds = [...new Set([...names.keys()].map((label) => label.replace(/-\d+$/, "")))];
  kinds.sort((one, other) => other.length - one.length);
  const label = new RegExp(`(?<![A-Za-z0-9_-])(?:${kinds.join("|")})-\\d+(?![A-Za-z0-9])`, "g");
  return (text) => text.replace(label, (found) => names.get(found) ?? found);
}

function rewrite(value: Json, rename: (text: string) => string, invented: Set<string>): Json {
  if (typeof value === "string") return rewriteText(value, rename, invented);
  if (Array.isArray(value)) {
    const renamed = value.map((item) => rewrite(item, rename, invented));
    return renamed.every((item, index) => item === value[index]) ? renamed : sorted(renamed);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rewrite(item, rename, invented)]),
  );
}

function rewriteText(
  text: string,
  rename: (text: string) => string,
  invented: Set<string>,
): string {
  if (/^[{[]/.test(text)) {
    const document = parsed(text);
    if (document !== undefined) return JSON.stringify(rewrite(document, rename, new Set()));
  }
  const renamed = rename(text);
  if (renamed !== text) invented.add(renamed);
  return renamed;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Only texts: what has parts stands in an order that means something. */
const sorted = (items: Json[]): Json[] =>
  items.every((item) => typeof item === "string")
    ? items.toSorted((one, other) => (String(one) < String(other) ? -1 : 1))
    : items;
