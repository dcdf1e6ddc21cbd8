import { z } from "zod";

/** The secret that opens a calendar; whoever has the address reads it. */
export const calendarTokenQuerySchema = z.object({ token: z.string().min(1).max(100) });

export const calendarAddressSchema = z.object({ url: z.string() });
