import { z } from "zod";
import { idSchema, instantSchema, lineSchema, localeSchema } from "./primitives.ts";

/** What a person may do: play, run tables and tournaments, or everything. */
export const roleSchema = z.enum(["player", "staff", "admin"]);
export type Role = z.infer<typeof roleSchema>;

export const emailSchema = z.email().max(254);
export const passwordSchema = z.string().min(10).max(128);

export const signUpSchema = z.object({
  email: emailSchema,
  password: passwordSchema,
  name: lineSchema(60),
});
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(128),
});
export const emailOnlySchema = z.object({ email: emailSchema });
export const resetPasswordSchema = z.object({
  token: z.string().min(1).max(200),
  newPassword: passwordSchema,
});
export const changePasswordSchema = z.object({
  currentPassword: z.string().min(1).max(128),
  newPassword: passwordSchema,
});

export const userSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  emailVerified: z.boolean(),
  role: roleSchema,
});
export const signedInSchema = z.object({ user: userSchema });
export const sessionSchema = z
  .object({ user: userSchema, session: z.object({ id: idSchema, expiresAt: z.string() }) })
  .nullable();

/** One place where a person is signed in. */
export const sessionItemSchema = z.object({
  id: idSchema,
  current: z.boolean(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});

export const meSchema = z.object({
  id: idSchema,
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: roleSchema,
  locale: localeSchema,
  avatar: z.string().nullable(),
  credits: z.int(),
  cardLinked: z.boolean(),
  calendarUrl: z.string().nullable(),
  onLeaderboards: z.boolean(),
  version: z.int(),
});
export type Me = z.infer<typeof meSchema>;

export const mePatchSchema = z
  .object({
    displayName: lineSchema(30),
    locale: localeSchema,
    /** One emoji or null. */
    avatar: z.string().max(16).nullable(),
    onLeaderboards: z.boolean(),
  })
  .partial();

/** A person as an administrator sees them. */
export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: roleSchema,
  createdAt: instantSchema,
  version: z.int(),
});
export type Person = z.infer<typeof personSchema>;
export const personPatchSchema = z.object({ role: roleSchema });

/** What sign-in offers on this installation. */
export const signInOptionsSchema = z.object({
  password: z.boolean(),
  oidc: z.object({ providerId: z.string(), name: z.string() }).nullable(),
  allowedEmailDomains: z.array(z.string()),
  emailVerification: z.boolean(),
});

/** A player as everyone sees them: only the display name they chose. */
export const playerSchema = z.object({
  id: idSchema,
  displayName: z.string(),
  avatar: z.string().nullable(),
});
export type Player = z.infer<typeof playerSchema>;
