import { hash, verify } from "@node-rs/argon2";
import { AppError } from "../../platform/errors.ts";

// One person types "é" as one character, another machine as two: both must sign in.
const normalized = (password: string): string => password.normalize("NFKC");

/** An argon2id hash (19 MiB, 2 passes, 1 lane), in PHC format. */
export const hashPassword = (password: string): Promise<string> => hash(normalized(password));

/** Whether the password fits the hash. */
export const verifyPassword = (given: { hash: string; password: string }): Promise<boolean> =>
  verify(given.hash, normalized(given.password));

const COMMON = new Set([
  "1234567890",
  "0123456789",
  "0987654321",
  "12345678910",
  "123456789a",
  "1q2w3e4r5t",
  "qwertyuiop",
  "azertyuiop",
  "qwerty1234",
  "azerty1234",
  "azerty12345",
  "password12",
  "password123",
  "password1234",
  "passw0rd123",
  "motdepasse",
  "motdepasse1",
  "motdepasse123",
  "letmein1234",
  "welcome123",
  "bienvenue1",
  "football10",
  "football123",
  "babyfoot123",
  "babyfoot1234",
  "iloveyou123",
  "jetaime1234",
  "administrator",
  "changeme123",
]);

const FEWEST_CHARACTERS = 4;

function contains(password: string, part: string): boolean {
  return part.length >= 4 && password === part.repeat(Math.ceil(password.length / part.length));
}

/**
 * Refuses what is guessed first: well-known passwords, few different characters, one's own address or name.
 * @throws AppError `weak_password`.
 */
export function refuseWeakPassword(
  password: string,
  { email, name }: { email: string; name: string },
): void {
  const lower = normalized(password).toLowerCase();
  const own = [email, email.split("@")[0] ?? "", name].map((text) => text.toLowerCase());
  const weak =
    COMMON.has(lower) ||
    new Set(lower).size < FEWEST_CHARACTERS ||
    own.some((part) => contains(lower, part));
  if (weak) throw new AppError("weak_password");
}
