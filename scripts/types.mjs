// Checks the types of every workspace, several at a time.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";

const folders = ["packages", "apps", "tools"]
  .flatMap((group) => readdirSync(group).map((name) => `${group}/${name}`))
  .concat(["e2e", "bench", "scripts"])
  .filter((folder) => existsSync(`${folder}/tsconfig.json`));
// TypeScript 7; tools that parse with TypeScript still need 6 under its own name.
const compiler = "node_modules/typescript-native/bin/tsc";
let failed = false;
const check = async (/** @type {string} */ folder) => {
  const child = spawn(compiler, ["-p", folder, "--pretty"], {
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) failed = true;
};
const queue = [...folders];
await Promise.all(
  [1, 2].map(async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await check(next);
  }),
);
console.log(failed ? "The types are wrong." : `Types checked in ${folders.length} folders.`);
process.exit(failed ? 1 : 0);
