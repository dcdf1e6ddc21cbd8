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
        rewrite(value, { rename, invented, listsAreSets: true }),
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

/** How texts are rewritten, and whether lists of ids are sets, whose order says nothing. */
interface Rewriting {
  readonly rename: (text: string) => string;
  readonly invented: Set<string>;
  readonly listsAreSets: boolean;
}

function rewrite(value: Json, how: Rewriting): Json {
  if (typeof value === "string") return rewriteText(value, how);
  if (Array.isArray(value)) {
    const renamed = value.map((item) => rewrite(item, how));
    const isSame = renamed.every((item, index) => item === value[index]);
    return isSame || !how.listsAreSets ? renamed : sorted(renamed);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rewrite(item, how)]),
  );
}

function rewriteText(text: string, how: Rewriting): string {
  const document = /^[{[]/.test(text) ? parsed(text) : undefined;
  if (document !== undefined) {
    // A policy's lists are sets; a dashboard's metrics are not.
    const listsAreSets = isObject(document) && "Statement" in document;
    return JSON.stringify(rewrite(document, { ...how, invented: new Set(), listsAreSets }));
  }
  const renamed = how.rename(text);
  if (renamed !== text) how.invented.add(renamed);
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
