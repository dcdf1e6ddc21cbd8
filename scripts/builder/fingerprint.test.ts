import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { write } from "../launcher/fake-checkout.ts";
import { fingerprint, isBuilt, markBuilt, markUnbuilt } from "./fingerprint.mjs";

function builtCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), "babyfoot-build-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const file of ["server/dist/main.js", "simulator/dist/main.js", "web/dist/index.html"]) {
    write(root, `apps/${file}`, "result");
  }
  write(root, "apps/server/src/main.ts", "source");
  write(root, "packages/domain/src/index.ts", "source");
  write(root, "package-lock.json", "{}");
  markBuilt(root, fingerprint(root));
  return root;
}

it.each([
  ["apps/server/src/main.ts", "changed"],
  ["apps/server/migrations/0002_more.sql", "new"],
  ["packages/domain/src/index.ts", "changed"],
  ["package-lock.json", "changed"],
  ["apps/web/vite.config.ts", "new"],
])("is built anew when %s is %s", (file, text) => {
  const root = builtCheckout();
  expect(isBuilt(root)).toBe(true);
  write(root, file, text);
  expect(isBuilt(root)).toBe(false);
});

it.each([
  ["apps/server/src/main.test.ts", "a test"],
  ["apps/server/node_modules/pg/index.js", "a package"],
  ["apps/server/dist/main.js.map", "a result"],
  ["apps/web/.cache/file", "a cache"],
])("is not built anew for %s, %s", (file, text) => {
  const root = builtCheckout();
  write(root, file, text);
  expect(isBuilt(root)).toBe(true);
});

it("is not built anew when a file is only newer, as after a checkout", () => {
  const root = builtCheckout();
  utimesSync(join(root, "apps/server/src/main.ts"), new Date(), new Date());
  expect(isBuilt(root)).toBe(true);
});

it("is built anew when a result is gone, or a build was cut off", () => {
  const root = builtCheckout();
  rmSync(join(root, "apps/web/dist"), { recursive: true });
  expect(isBuilt(root)).toBe(false);
  write(root, "apps/web/dist/index.html", "result");
  expect(isBuilt(root)).toBe(true);
  markUnbuilt(root);
  expect(isBuilt(root)).toBe(false);
});
