// Everything that `npm test` needs, on a machine with nothing but Node: packages, the build, then the tests.
import { nodeVersionProblem } from "./launcher/node-version.mjs";

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
void import("./tester/run-tests.mjs").then(({ runTests }) =>
  runTests({ root: new URL("..", import.meta.url), args: process.argv.slice(2) }),
);
