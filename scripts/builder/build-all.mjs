import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { fingerprint, markBuilt, markUnbuilt } from "./fingerprint.mjs";

// Processes beside the server, and commands for machines that have only what production needs.
const SERVER_ENTRIES = [
  "main",
  "import-child",
  "export-child",
  "migrate",
  "analyst",
  "export",
  "report",
  "backup",
  "restore",
  "check-restored",
  "drill-restore",
];

/**
 * Builds everything that production runs, and says how long each part took. Rejects with the tool's
 * error.
 * @param {{ root: string, say: (line: string) => void }} needs
 */
export async function buildAll({ root, say }) {
  const app = (/** @type {string} */ name) => join(root, "apps", name);
  const print = fingerprint(root);
  markUnbuilt(root);
  await timed("server", say, async () => {
    await bundle(app("server"), SERVER_ENTRIES);
    copyMigrations(app("server"));
  });
  await timed("simulator", say, () => bundle(app("simulator"), ["main"]));
  await timed("web", say, () => buildWeb(app("web")));
  markBuilt(root, print);
}

/**
 * @param {string} what
 * @param {(line: string) => void} say
 * @param {() => Promise<void>} work
 */
async function timed(what, say, work) {
  const begun = Date.now();
  await work();
  say(`${what} built (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

/** @param {string} server */
function copyMigrations(server) {
  const copy = join(server, "dist", "migrations");
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(server, "migrations"), copy, { recursive: true });
}

/** @param {string} root */
async function buildWeb(root) {
  const { build } = await import("vite");
  await build({ root, logLevel: "warn" });
}
