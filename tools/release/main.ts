import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildAll } from "../../scripts/builder/build-all.mjs";
import { makeRelease, refuseUncommitted } from "./release.ts";
import { makeRuntimes } from "./runtime.ts";

const USAGE = `npm run release -- [--out FOLDER] [--embedded] [--runtime]

--out       where the archive, its checksum and its bill of materials go; ./dist where left out
--embedded  PostgreSQL's programs come along, for a machine that has none
--runtime   beside it, Node for machines whose distribution has an older one`;

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the command was typed, which npm leaves. */
const typedIn = (folder: string): string => path.resolve(process.env.INIT_CWD ?? ".", folder);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      embedded: { type: "boolean", default: false },
      runtime: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  refuseUncommitted(root);
  // Whatever the caller's is, a release is for production.
  process.env.NODE_ENV = "production";
  // What an earlier build has left would be shipped too.
  for (const app of ["server", "web"])
    rmSync(path.join(root, "apps", app, "dist"), { recursive: true, force: true });
  await buildAll({ root, say: console.log });
  const out = values.out === undefined ? path.join(root, "dist") : typedIn(values.out);
  const made = makeRelease({ root, out, embedded: values.embedded });
  console.log(`${made.version} (${made.commit})`);
  const runtimes = values.runtime ? makeRuntimes(out) : [];
  for (const file of [made.archive, made.checksumFile, made.sbomFile, ...runtimes])
    console.log(file);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
