/** Imports go one way; this proves it. The map is in ARCHITECTURE.md. */
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const TEST = "\\.test\\.tsx?$|/test/|/testing/|/tools/";

module.exports = {
  forbidden: [
    rule("no-cycles", "A cycle has no bottom to start reading from.", {}, { circular: true }),
    rule(
      "domain-imports-nothing-of-ours",
      "The game is pure.",
      { path: "^packages/(domain|history)/" },
      { path: "^(apps|e2e|bench|packages/(?!(domain|history)/))" },
    ),
    rule(
      "pure-packages-do-no-io",
      "No I/O, no clock.",
      { path: "^packages/", pathNot: TEST },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "contract-knows-the-domain-only",
      "",
      { path: "^packages/contract/" },
      { path: "^(apps|e2e|bench|packages/(?!(contract|domain)/))" },
    ),
    rule(
      "packages-by-their-entry",
      "Inside a package is its own affair.",
      { path: "^(apps|e2e|bench)/" },
      { path: "^packages/[^/]+/src/(?!(statistics/)?index\\.ts$)" },
    ),
    rule("apps-never-import-apps", "", { path: "^apps/([^/]+)/" }, { path: "^apps/(?!$1/)" }),
    rule(
      "bench-knows-the-contract-and-the-game",
      "",
      { path: "^(bench)/" },
      { path: "^(apps|packages/(?!(contract|domain)/))" },
    ),
    rule(
      "platform-is-below-features",
      "",
      { path: "^apps/server/src/platform/", pathNot: TEST },
      { path: "^apps/server/src/(features/|[^/]+\\.ts$)", pathNot: "/(config)\\.ts$" },
    ),
    rule(
      "features-are-below-the-server",
      "",
      { path: "^apps/server/src/features/", pathNot: TEST },
      { path: "^apps/server/src/[^/]+\\.ts$", pathNot: "/(config)\\.ts$" },
    ),
    rule(
      "features-by-their-service",
      "A feature reaches another only through its service.",
      { path: "^apps/server/src/features/([^/]+)/", pathNot: TEST },
      { path: "^apps/server/src/features/(?!$1/)", pathNot: "\\.service\\.ts$" },
    ),
    rule(
      "web-features-are-apart",
      "Only the app composes features.",
      { path: "^apps/web/src/features/([^/]+)/" },
      { path: "^apps/web/src/(features/(?!$1/)|app/)" },
    ),
    rule(
      "web-shared-is-below",
      "",
      { path: "^apps/web/src/shared/" },
      { path: "^apps/web/src/(app|features)/" },
    ),
    rule(
      "no-junk-drawers",
      "A name that says what is inside, please.",
      { path: "/(utils?|helpers?|misc|common)(/|\\.[a-z]+$)" },
      {},
    ),
    rule(
      "nothing-imports-tests",
      "",
      { pathNot: `${TEST}|^e2e/|^bench/` },
      { path: "\\.test\\.tsx?$" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.data)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
    },
  },
};
