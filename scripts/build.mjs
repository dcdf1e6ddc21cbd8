import { fileURLToPath } from "node:url";
import { buildAll } from "./builder/build-all.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
try {
  await buildAll({ root, say: console.log });
} catch (error) {
  // esbuild has already shown its errors with the lines they are in.
  const shown = error instanceof Error && "errors" in error;
  console.error(shown ? "The build failed." : `The build failed: ${error}`);
  process.exitCode = 1;
}
