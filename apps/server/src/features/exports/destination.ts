import type { Settings } from "../../config.ts";

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
