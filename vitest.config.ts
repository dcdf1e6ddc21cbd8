import { defineConfig } from "vitest/config";

// Vitest's reporter needs it to show failures; Node 20 does not have it yet.
Map.groupBy ??= <K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K): Map<K, V[]> => {
  const groups = new Map<K, V[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    groups.set(key, [...(groups.get(key) ?? []), item]);
    index += 1;
  }
  return groups;
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          testTimeout: 60_000,
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/web/src/**/*.test.{ts,tsx}",
            "apps/simulator/src/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          name: "server",
          include: ["apps/server/{src,test}/**/*.test.ts"],
          globalSetup: ["apps/server/test/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "start",
          include: ["scripts/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "infra",
          include: ["tools/infra/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "deploy",
          include: ["tools/{deploy,first-boot,machine,release}/**/*.test.ts"],
          exclude: ["tools/release/release.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "release",
          include: ["tools/release/release.test.ts"],
          globalSetup: ["apps/server/test/global-setup.ts"],
          testTimeout: 240_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["apps/server/test/global-setup.ts"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
    pool: "forks",
    maxWorkers: 2,
  },
});
