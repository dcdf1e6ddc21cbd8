import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";

const SOURCES = ["apps", "packages", "scripts/builder", "package-lock.json", "tsconfig.base.json"];
const NOT_SOURCES = /^(node_modules|dist|coverage|\..*|.*\.test\.tsx?)$/;
const STAMP = "apps/server/dist/build.stamp";
const RESULTS = [
  "apps/server/dist/main.js",
  "apps/simulator/dist/main.js",
  "apps/web/dist/index.html",
];

/**
 * A hash over the names and contents of everything that the build reads.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of filesUnder(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/**
 * Whether the last whole build was of the sources as they are now.
 * @param {string} root
 */
export function isBuilt(root) {
  if (![STAMP, ...RESULTS].every((file) => existsSync(join(root, file)))) return false;
  return readFileSync(join(root, STAMP), "utf8") === fingerprint(root);
}

/**
 * @param {string} root
 * @param {string} print of the sources when the build began
 */
export function markBuilt(root, print) {
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), print);
}

/** @param {string} root */
export function markUnbuilt(root) {
  rmSync(join(root, STAMP), { force: true });
}

/**
 * @param {string} path
 * @returns {string[]} in an order that is always the same
 */
function filesUnder(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  /** @type {string[]} */
  const files = [];
  const visit = (/** @type {string} */ folder) => {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (NOT_SOURCES.test(entry.name)) continue;
      if (entry.isDirectory()) visit(join(folder, entry.name));
      else if (entry.isFile()) files.push(join(folder, entry.name));
    }
  };
  visit(path);
  return files;
}
