import type { Settings } from "../../config.ts";
import type { AwsSettings } from "../../platform/aws/find-credentials.ts";

/** Where exported days go. No reader ever sees half a file. */
export interface Destination {
  /** Writes a file whole, in the place of the one before. @param name with `/` between folders. */
  put(name: string, bytes: Buffer): Promise<void>;
  /** Removes a file, if it is there. */
  remove(name: string): Promise<void>;
}

export type DestinationSettings = Pick<Settings, "EXPORT_S3_ENDPOINT"> & AwsSettings;
