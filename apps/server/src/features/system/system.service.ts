export { readiness } from "./readiness.ts";
