import { join } from "node:path";
import { build } from "esbuild";

/**
 * Packages stay imports, resolved at run time; ours are TypeScript, so they go into the bundle.
 * @type {import("esbuild").Plugin}
 */
const onlyOurPackages = {
  name: "only-our-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path.startsWith("@babyfoot/") ? undefined : { path, external: true },
    );
  },
};

/**
 * Bundles entries of an application, `src/<name>.ts` into `dist/<name>.js`, each what runs in a process of its own. What
 * is wrong is printed.
 * @param {string} folder of the application
 * @param {string[]} entries
 * @param {string} outdir inside the application's folder, where its packages are found
 */
export async function bundle(folder, entries, outdir = join(folder, "dist")) {
  await build({
    absWorkingDir: folder,
    entryPoints: entries.map((name) => join(folder, "src", `${name}.ts`)),
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
    plugins: [onlyOurPackages],
  });
}
