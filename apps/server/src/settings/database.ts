import { z } from "zod";
import { classMemory } from "../platform/pool-size.ts";
import { secretArn, urlWith } from "./values.ts";

const postgresUrl = urlWith("postgres", "postgresql");

export const database = {
  DATABASE_URL: postgresUrl
    .optional()
    .describe(
      "PostgreSQL 17; the embedded one where left out. Without a password where one of the next two gives it.",
    ),
  DATABASE_AUTH: z
    .enum(["password", "iam"])
    .default("password")
    .describe(
      "`iam`: a token of RDS instead of a password, signed anew before 15 minutes are over.",
    ),
  DATABASE_SECRET_ARN: secretArn
    .optional()
    .describe(
      "The secret `{ username, password }` of the database's owner, as RDS keeps it; read again when the password was changed. With `DATABASE_AUTH=iam` only migrations and `analyst` use it.",
    ),
  DATABASE_SSL: z
    .enum(["verify-full", "off"])
    .optional()
    .describe("`verify-full` for anything that is not on loopback."),
  DATABASE_CA: z
    .string()
    .optional()
    .describe(
      "A file of certificates (PEM, any number of them) of authorities that are trusted instead of the system's.",
    ),
  DATABASE_READ_URL: postgresUrl
    .optional()
    .describe("A replica that answers insights while it is there, current and of the same schema."),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .optional()
    .describe("Connections of a process; from `DATABASE_CLASS` where left out, else 20."),
  DATABASE_CLASS: z
    .string()
    .refine(
      (name) => classMemory(name) !== undefined,
      "is no class that we know: set DATABASE_POOL_SIZE",
    )
    .optional()
    .describe("The class of the RDS instance, e.g. `db.t4g.micro`: how many connections it takes."),
  DATABASE_INSTANCES: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe("How many processes share them at most, those of a rolling deploy included."),
  ANALYST_PORT: z.coerce
    .number()
    .int()
    .min(1024)
    .max(65_535)
    .optional()
    .describe("Lets analysts into the embedded database on this port of loopback."),
};
