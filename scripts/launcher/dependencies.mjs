import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startStep } from "./progress.mjs";
import { runTool } from "./tool.mjs";

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/**
 * Installs the packages of the lock file where they are not all there.
 * @param {import("./launch.mjs").Launch} needs
 */
export async function ensureInstalled({ root, env, out, signal, onStart }) {
  const lockFile = readFileSync(join(root, "package-lock.json"), "utf8");
  const stamp = join(root, "node_modules", ".installed-lock");
  const print = createHash("sha256").update(lockFile).digest("hex");
  if (textOf(stamp) === print || isInstalled(JSON.parse(lockFile), installedLock(root))) return;
  const step = startStep(out, "Installing packages");
  try {
    const options = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    await runTool([...npmCommand(env), "ci", ...options], {
      cwd: root,
      env,
      signal,
      failure: "The packages could not be installed",
      onStart,
    });
    writeFileSync(stamp, print);
    step.done("Packages installed");
  } finally {
    step.end();
  }
}

/**
 * Whether an install made by hand has everything that the lock file asks for, save what npm leaves
 * out on some machines. npm writes `installed` at the very end, so that half an install never counts.
 * @param {Lock} wanted
 * @param {Lock | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (!path.includes("node_modules/") || entry.optional || entry.devOptional) return true;
    const there = installed.packages[path];
    return there !== undefined && (entry.link === true || there.version === entry.version);
  });
}

/** @param {NodeJS.ProcessEnv} env */
export function npmCommand({ npm_execpath: npm }) {
  return npm?.endsWith("npm-cli.js") ? [process.execPath, npm] : ["npm"];
}

/**
 * @param {string} root
 * @returns {Lock | undefined}
 */
function installedLock(root) {
  const text = textOf(join(root, "node_modules", ".package-lock.json"));
  return text === undefined ? undefined : JSON.parse(text);
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
