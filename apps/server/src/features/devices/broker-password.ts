import { pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/** A token is 256 random bits: no number of rounds makes it harder to guess. It is Mosquitto's own. */
const ROUNDS = 101;
const SALT_BYTES = 12;
const KEY_BYTES = 64;

/**
 * What Mosquitto keeps of a password in its password file (`$7$`: PBKDF2 with SHA-512). The hash of a token, by which
 * all else finds a device, cannot be turned into it.
 */
export async function brokerPassword(
  token: string,
  salt: Buffer = randomBytes(SALT_BYTES),
): Promise<string> {
  const key = await promisify(pbkdf2)(token, salt, ROUNDS, KEY_BYTES, "sha512");
  return `$7$${ROUNDS}$${salt.toString("base64")}$${key.toString("base64")}`;
}
