import { AppError, namedDatabaseError } from "../errors.ts";

/** The statement was too slow: the primary would be, too. */
const TOO_SLOW = "57014";
/** A table or column that a migration has not brought there yet, or has taken away. */
const OTHER_SCHEMA = new Set(["42P01", "42703"]);

/** Whether the primary may well answer what has just failed on the replica. */
export function mayBeOfTheReplica(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (OTHER_SCHEMA.has(code)) return true;
  if (code === TOO_SLOW) return false;
  const named = namedDatabaseError(error);
  return named instanceof AppError && !(error instanceof AppError) && named.code === "unavailable";
}
