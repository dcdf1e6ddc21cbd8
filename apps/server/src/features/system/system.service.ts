export { startCloudWatchLines } from "./cloudwatch.ts";
