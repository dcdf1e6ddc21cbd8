import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A package as npm's lock file (version 3) describes it. */
export interface LockedPackage {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** Where each package lies, as a path from the root ("" is the root itself), and what it is. */
export type Packages = Readonly<Record<string, LockedPackage>>;

export interface LockFile {
  name: string;
  version: string;
  lockfileVersion: number;
  packages: Packages;
}

/** Reads `package-lock.json` of the folder. Throws where it is not of version 3. */
export function readLockFile(root: string): LockFile {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
  if (lock.lockfileVersion !== 3) throw new Error("package-lock.json is not of version 3.");
  return lock;
}

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
export function nameOf(location: string): string {
  return location.slice(location.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** The location that an import of `name` leads to from the package at `from`, as Node looks for it. */
export function locate(packages: Packages, from: string, name: string): string | undefined {
  const steps = from === "" ? [] : from.split("/");
  for (let depth = steps.length; depth >= 0; depth -= 1) {
    if (steps[depth - 1] === "node_modules") continue;
    const location = [...steps.slice(0, depth), "node_modules", name].join("/");
    const found = packages[location];
    if (found !== undefined) return found.link === true ? found.resolved : location;
  }
  return undefined;
}
