import { createHmac } from "node:crypto";
import { derivedKey } from "../../platform/derived-key.ts";

const keyed = (secretKey: string, purpose: string, text: string): Buffer =>
  createHmac("sha256", derivedKey(secretKey, purpose)).update(text).digest();

/** What is kept of a card's number, however its reader writes it. */
export const cardHashOf = (uid: string, secretKey: string): Buffer =>
  keyed(secretKey, "card numbers", uid.replaceAll(/[^0-9A-Fa-f]/g, "").toUpperCase());

/** What is kept of a code typed to link a card. */
export const codeHashOf = (code: string, secretKey: string): Buffer =>
  keyed(secretKey, "card codes", code);
