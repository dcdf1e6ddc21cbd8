import { z } from "zod";

/** A UUIDv7 string. */
export const idSchema = z.uuid();

/** An RFC 3339 instant in UTC with milliseconds, e.g. `2026-11-23T12:15:00.000Z`. */
export const instantSchema = z.iso.datetime({ precision: 3 });

/** A side of a table. After a swap the teams sit the other way round; a side never moves. */
export const sideSchema = z.enum(["red", "blue"]);

/** Interface languages; French is the default. */
export const localeSchema = z.enum(["fr", "en"]);
export type Locale = z.infer<typeof localeSchema>;

/** A number of goals as shown on a scoreboard. */
export const scoreSchema = z.int().min(0).max(999);

/** A line of text that people read: trimmed, without control characters. */
export const lineSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, "control characters are not allowed");

export const listQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** The envelope of every list: `items`, and the cursor of the next page or null. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const idParamsSchema = z.object({ id: idSchema });
