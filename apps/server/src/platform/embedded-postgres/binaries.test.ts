import { mkdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { completeLibraries } from "./binaries.ts";
import { temporaryFolder } from "./testing.ts";

it("links that an install without scripts left out are made, and made once", () => {
  const root = temporaryFolder();
  mkdirSync(join(root, "native", "lib"), { recursive: true });
  writeFileSync(join(root, "native", "lib", "libpq.so.5.17"), "");
  const link = { source: "native/lib/libpq.so.5.17", target: "native/lib/libpq.so.5" };
  writeFileSync(join(root, "native", "pg-symlinks.json"), JSON.stringify([link]));
  completeLibraries(root);
  completeLibraries(root);
  expect(readlinkSync(join(root, link.target))).toBe("libpq.so.5.17");
});
