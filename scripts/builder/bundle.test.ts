import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { write } from "../launcher/fake-checkout.ts";
import { bundle } from "./bundle.mjs";

it("our own packages are in the bundle, others stay imports", async () => {
  const root = mkdtempSync(join(tmpdir(), "babyfoot-bundle-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  write(
    root,
    "node_modules/@babyfoot/rules/package.json",
    `{"type":"module","exports":{".":"./src/index.ts"}}`,
  );
  write(
    root,
    "node_modules/@babyfoot/rules/src/index.ts",
    `import { z } from "zod"; export const goals: number = z.parse(10);`,
  );
  write(
    root,
    "src/main.ts",
    `import "fastify/plugin"; import { readFileSync } from "node:fs"; import { goals } from "@babyfoot/rules"; readFileSync(String(goals));`,
  );
  await bundle(root, ["main"]);
  const text = readFileSync(join(root, "dist", "main.js"), "utf8");
  const imported = [...text.matchAll(/^import.*?"([^"]+)";$/gm)].map(([, name]) => name);
  expect(new Set(imported)).toEqual(new Set(["fastify/plugin", "node:fs", "zod"]));
  expect(text).not.toContain(": number");
  expect(existsSync(join(root, "dist", "main.js.map"))).toBe(true);
});
