import { roleSchema } from "@babyfoot/contract";
import { z } from "zod";

/** What a call answers that only does something. */
export const doneSchema = z.object({ status: z.literal(true) });
export const done = { status: true } as const;

interface LibraryUser {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
  role?: string | null | undefined;
}

/** A signed-in person as the wire shows them. */
export const presentUser = ({ id, email, name, emailVerified, role }: LibraryUser) => ({
  id,
  email,
  name,
  emailVerified,
  role: roleSchema.parse(role),
});
