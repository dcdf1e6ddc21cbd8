// Brings along what older Nodes lack.
import "../../vitest.config.ts";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "machine",
    include: ["tools/machine/**/*.machine.ts"],
    // Minutes pass between results, so each is shown as it comes.
    reporters: ["verbose"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // What follows stands on what was before it.
    bail: 1,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
  },
});
