import { z } from "zod";
import { instantSchema } from "./primitives.ts";

const checkSchema = z.enum(["ok", "failing"]);

export const healthSchema = z.object({ status: z.literal("ok") });
export const readySchema = z.object({
  status: z.enum(["ready", "not_ready", "stopping"]),
  /** What this process needs: one that only serves pages needs none of it. */
  checks: z.object({ database: checkSchema, broker: checkSchema, bus: checkSchema }).partial(),
});
export const versionSchema = z.object({
  version: z.string(),
  commit: z.string(),
  startedAt: instantSchema,
});
