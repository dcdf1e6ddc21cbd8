import { z } from "zod";

/** Text that PostgreSQL can compare with: without control characters, of which it refuses some. */
export const searchSchema = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u);
