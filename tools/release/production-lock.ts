import { closureOf, isEmbeddedPostgres } from "./closure.ts";
import { type LockedPackage, type LockFile, locate, nameOf, type Packages } from "./lock-file.ts";

const SERVER = "apps/server";

/** A root and its server as npm takes them, with the lock file that holds them to exact versions. */
export interface ProductionInstall {
  root: object;
  server: object;
  lock: object;
}

/**
 * What `npm ci` installs for production. Marks of platforms are taken off, since npm would leave out
 * what is not for the machine that builds; integrity hashes stay, so that it is what was locked.
 */
export function productionInstall(
  { name, version, packages }: LockFile,
  { embedded }: { embedded: boolean },
): ProductionInstall {
  const without = (wanted: string): boolean => !embedded && isEmbeddedPostgres(wanted);
  const closure = closureOf(packages, { from: [SERVER], without });
  const root = { name, version, private: true, type: "module", workspaces: [SERVER] };
  const server = {
    name: "@babyfoot/server",
    version,
    type: "module",
    dependencies: directDependencies(packages, [...closure.keys()]),
  };
  const entries = [...closure].map(([location, needs]) => [
    location,
    onAnyPlatform(packages[location] ?? {}, needs.map(nameOf)),
  ]);
  const lock = {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": root,
      [SERVER]: server,
      "node_modules/@babyfoot/server": { resolved: SERVER, link: true },
      ...Object.fromEntries(entries),
    },
  };
  return { root, server, lock };
}

/** What the server's bundle imports, whichever of our packages it came in by. */
function directDependencies(packages: Packages, closure: string[]): Record<string, string> {
  const ours = ["", SERVER, ...workspacesOf(packages)];
  const direct = ours.flatMap((workspace) => {
    const { dependencies = {}, optionalDependencies = {} } = packages[workspace] ?? {};
    const all = { ...dependencies, ...optionalDependencies };
    return Object.keys(all).map((name) => ({ name, at: locate(packages, workspace, name) }));
  });
  const found: Record<string, string> = {};
  for (const { name, at } of direct.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (at === undefined || !closure.includes(at)) continue;
    if (locate(packages, SERVER, name) !== at)
      throw new Error(`${name} is there in two versions; the bundle can have one.`);
    found[name] = packages[at]?.version ?? "*";
  }
  return found;
}

/** Our packages, which the server's bundle holds. */
const workspacesOf = (packages: Packages): string[] =>
  Object.keys(packages).filter((at) => at.startsWith("packages/"));

function onAnyPlatform(entry: LockedPackage, needs: string[]): LockedPackage {
  const { version, resolved, integrity, license, dependencies, peerDependencies } = entry;
  const { peerDependenciesMeta } = entry;
  const optional = Object.entries(entry.optionalDependencies ?? {}).filter(([name]) =>
    needs.includes(name),
  );
  return Object.fromEntries(
    Object.entries({
      version,
      resolved,
      integrity,
      license,
      dependencies: { ...dependencies, ...Object.fromEntries(optional) },
      peerDependencies,
      peerDependenciesMeta,
    }).filter(([, value]) => value !== undefined),
  );
}
