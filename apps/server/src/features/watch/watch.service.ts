export { startCloudWatchLines } from "./cloudwatch.ts";
export { showFacts } from "./fact-metrics.ts";
export { startSampling } from "./sampling.ts";
export { alertTasks } from "./telling.ts";
export { startWatching } from "./watch.jobs.ts";
