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
 * Bundles an application's `src/main.ts` into its `dist/main.js`, and likewise what runs in a process of its own. What is
 * wrong is printed.
 * @param {string} folder of the application
 * @param {string[]} others
 */
export async function bundle(folder, others = []) {
  await build({
    absWorkingDir: folder,
    entryPoints: ["main", ...others].map((name) => join(folder, "src", `${name}.ts`)),
    outdir: join(folder, "dist"),
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
