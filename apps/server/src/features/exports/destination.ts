import { mkdir, open, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Settings } from "../../config.ts";
import { s3Destination } from "./s3-destination.ts";

/** Where exported days go. No reader ever sees half a file. */
export interface Destination {
  /** Writes a file whole, in the place of the one before. @param name with `/` between folders. */
  put(name: string, bytes: Buffer): Promise<void>;
  /** Removes a file, if it is there. */
  remove(name: string): Promise<void>;
}

export type DestinationSettings = Pick<
  Settings,
  | "EXPORT_S3_ENDPOINT"
  | "AWS_REGION"
  | "AWS_ACCESS_KEY_ID"
  | "AWS_SECRET_ACCESS_KEY"
  | "AWS_SESSION_TOKEN"
>;

/** The place that a checked `EXPORT_URL` names. */
export const destinationOf = (target: string, settings: DestinationSettings): Destination =>
  target.startsWith("s3:") ? s3Destination(target, settings) : folderDestination(folderOf(target));

// `file:/folder` and `file:///folder` are one; with two slashes the first part would be a host.
const folderOf = (target: string): string =>
  fileURLToPath(`file:///${target.slice("file:".length).replace(/^\/+/, "")}`);

/** A folder of this machine: files are written beside, and renamed when they are whole and on the disk. */
function folderDestination(folder: string): Destination {
  const beside = path.join(folder, ".unfinished");
  return {
    put: async (name, bytes) => {
      const [unfinished, whole] = [path.join(beside, `${process.pid}`), path.join(folder, name)];
      await mkdir(beside, { recursive: true });
      await mkdir(path.dirname(whole), { recursive: true });
      const file = await open(unfinished, "w");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, whole);
    },
    remove: async (name) => {
      const file = path.join(folder, name);
      await rm(file, { force: true });
      // Its folder too, unless somebody else has put something there.
      await rmdir(path.dirname(file)).catch(() => undefined);
    },
  };
}
