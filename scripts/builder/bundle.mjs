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
 * Bundles an application's `src/main.ts` into its `dist/main.js`. What is wrong is printed.
 * @param {string} folder of the application
 */
export async function bundle(folder) {
  await build({
    absWorkingDir: folder,
    entryPoints: [join(folder, "src", "main.ts")],
    outfile: join(folder, "dist", "main.js"),
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
