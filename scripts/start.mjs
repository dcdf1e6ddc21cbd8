// Read by Nodes of any age: nothing newer than import() may stand here.
import { nodeVersionProblem } from "./launcher/node-version.mjs";

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
void import("./launcher/run.mjs").then(({ runLauncher }) =>
  runLauncher({ root: new URL("..", import.meta.url) }),
);
