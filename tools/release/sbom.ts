import { createHash } from "node:crypto";
import { closureOf, isEmbeddedPostgres } from "./closure.ts";
import { type LockedPackage, type LockFile, nameOf, type Packages } from "./lock-file.ts";

export interface SbomNeeds {
  lock: LockFile;
  commit: string;
  /** When the commit was made: the same commit has the same bytes. */
  madeAt: Date;
  embedded: boolean;
}

/**
 * The bill of materials, as CycloneDX 1.5: what the server imports and what is built into the pages.
 * It is the lock file's own knowledge, so it says what was asked for by hash.
 */
export function sbomOf({ lock, commit, madeAt, embedded }: SbomNeeds): object {
  const { name, version, packages } = lock;
  const without = (wanted: string): boolean => !embedded && isEmbeddedPostgres(wanted);
  const closure = closureOf(packages, { from: ["apps/server", "apps/web"], without });
  const self = `${name}@${version}`;
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    serialNumber: `urn:uuid:${uuidFrom(`${commit} ${embedded}`)}`,
    version: 1,
    metadata: {
      timestamp: madeAt.toISOString(),
      component: {
        type: "application",
        "bom-ref": self,
        name,
        version,
        licenses: [{ license: { id: "MIT" } }],
        properties: [{ name: "commit", value: commit }],
      },
    },
    components: [...byReference(packages, closure)].map(([, component]) => component),
    dependencies: dependencies(packages, closure, self),
  };
}

const referenceOf = (packages: Packages, location: string): string =>
  `${nameOf(location)}@${packages[location]?.version}`;

/** Once each, though a version may lie in several places. */
function byReference(packages: Packages, closure: Map<string, string[]>): Map<string, object> {
  const found = new Map<string, object>();
  for (const location of closure.keys())
    found.set(referenceOf(packages, location), componentOf(location, packages[location] ?? {}));
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function componentOf(location: string, entry: LockedPackage): object {
  const full = nameOf(location);
  const [group, name] = full.startsWith("@") ? full.split("/") : [undefined, full];
  const { version = "", license, integrity } = entry;
  return {
    type: "library",
    "bom-ref": `${full}@${version}`,
    ...(group !== undefined && { group }),
    name,
    version,
    purl: `pkg:npm/${full.replace("@", "%40")}@${version}`,
    ...(license !== undefined && { licenses: [licenseOf(license)] }),
    ...(integrity !== undefined && { hashes: [hashOf(integrity)] }),
  };
}

/** One licence by its SPDX id, several as an expression. */
function licenseOf(license: string): object {
  return /[\s()]/.test(license) ? { expression: license } : { license: { id: license } };
}

const ALGORITHMS: Record<string, string> = { sha512: "SHA-512", sha256: "SHA-256", sha1: "SHA-1" };

function hashOf(integrity: string): { alg: string; content: string } {
  const [algorithm = "", base64 = ""] = integrity.split(/-(.*)/);
  const alg = ALGORITHMS[algorithm];
  if (alg === undefined) throw new Error(`Unknown hash ${algorithm} in package-lock.json.`);
  return { alg, content: Buffer.from(base64, "base64").toString("hex") };
}

function dependencies(packages: Packages, closure: Map<string, string[]>, self: string): object[] {
  const edges = new Map<string, Set<string>>([[self, new Set()]]);
  const needed = new Set([...closure.values()].flat());
  for (const [location, needs] of closure) {
    const from = referenceOf(packages, location);
    const known = edges.get(from) ?? new Set();
    for (const need of needs) known.add(referenceOf(packages, need));
    edges.set(from, known);
    if (!needed.has(location)) edges.get(self)?.add(from);
  }
  return [...edges]
    .map(([ref, on]) => ({ ref, dependsOn: [...on].sort() }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

/** A UUID that is always the same for the same text. */
function uuidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
