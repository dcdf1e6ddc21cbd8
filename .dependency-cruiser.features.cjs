/** Features of the server, each as a whole: what two need of each other belongs below both, or above. */
module.exports = {
  forbidden: [
    {
      name: "features-in-no-circle",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: "^apps/server/src/features/",
    exclude: "\\.test\\.ts$|/test/|/testing/",
    tsPreCompilationDeps: true,
  },
};
