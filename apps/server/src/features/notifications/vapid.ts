import { createECDH, hkdfSync } from "node:crypto";

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const ORDER_OF_P256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has, so that no key is likelier than another (FIPS 186-5, A.2.1). */
const BYTES = 48;

/** The key pair by which push services know this installation: the same in each of its processes, kept nowhere. */
export function vapidKeysOf(secretKey: string): VapidKeys {
  const random = Buffer.from(hkdfSync("sha256", secretKey, "", "babyfoot web push", BYTES));
  const scalar = (BigInt(`0x${random.toString("hex")}`) % (ORDER_OF_P256 - 1n)) + 1n;
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, "0"), "hex"));
  return {
    publicKey: pair.getPublicKey("base64url", "uncompressed"),
    privateKey: pair.getPrivateKey("base64url").padStart(43, "A"),
  };
}
