import { fileURLToPath } from "node:url";
import type { Destination, DestinationSettings } from "./destination.ts";
import { folderDestination } from "./folder-destination.ts";
import { s3Destination } from "./s3-destination.ts";

/** The place that a checked `EXPORT_URL` names. */
export const destinationOf = (target: string, settings: DestinationSettings): Destination =>
  target.startsWith("s3:") ? s3Destination(target, settings) : folderDestination(folderOf(target));

// `file:/folder` and `file:///folder` are one; with two slashes the first part would be a host.
const folderOf = (target: string): string =>
  fileURLToPath(`file:///${target.slice("file:".length).replace(/^\/+/, "")}`);
