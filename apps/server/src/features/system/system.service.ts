export { type NeededToServe, readiness } from "./readiness.ts";
