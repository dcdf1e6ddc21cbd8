// Brings along what older Nodes lack.
import "../../vitest.config.ts";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "first-boot",
    include: ["tools/first-boot/**/*.machine.ts"],
    testTimeout: 240_000,
    hookTimeout: 900_000,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
  },
});
