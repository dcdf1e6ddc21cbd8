import { describe, expect, it } from "vitest";
import { isInstalled, npmCommand } from "./dependencies.mjs";

const lock = (packages: Record<string, object>) => ({ packages: { "": {}, ...packages } });

describe("what the lock file asks for", () => {
  const wanted = lock({
    "apps/web": { version: "0.1.0" },
    "node_modules/@babyfoot/web": { link: true },
    "node_modules/pg": { version: "8.1.0" },
    "node_modules/for-a-mac": { version: "1.0.0", optional: true },
  });
  const links = { "node_modules/@babyfoot/web": { link: true } };

  it.each([
    ["everything there", lock({ ...links, "node_modules/pg": { version: "8.1.0" } }), true],
    ["nothing there", undefined, false],
    ["another version", lock({ ...links, "node_modules/pg": { version: "8.0.0" } }), false],
    ["one missing", lock(links), false],
    ["a workspace missing", lock({ "node_modules/pg": { version: "8.1.0" } }), false],
  ])("%s", (_, installed, there) => {
    expect(isInstalled(wanted, installed)).toBe(there);
  });
});

describe("npm is called", () => {
  it("as the one that called us", () => {
    const npm = "/usr/lib/node_modules/npm/bin/npm-cli.js";
    expect(npmCommand({ npm_execpath: npm })).toEqual([process.execPath, npm]);
  });

  it.each([undefined, "/usr/bin/yarn.js"])("from the path when that was %s", (caller) => {
    expect(npmCommand({ npm_execpath: caller })).toEqual(["npm"]);
  });
});
