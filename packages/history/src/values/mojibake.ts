import { WINDOWS_80_9F } from "../csv/windows-1252.ts";

const BYTE_OF = new Map<string, number>([...WINDOWS_80_9F].map((sign, at) => [sign, 0x80 + at]));
for (let byte = 0x80; byte <= 0xff; byte += 1) BYTE_OF.set(String.fromCharCode(byte), byte);

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const FOLLOWING = `[${[...BYTE_OF].flatMap(([sign, byte]) => (byte < 0xc0 ? [sign] : [])).join("")}]`;
/**
 * One character of UTF-8 as Windows-1252 shows it: of Latin letters, punctuation, signs and emoji. Other first letters
 * may stand before a quotation mark.
 */
const BROKEN = new RegExp(`[ÂÃÄÅ]${FOLLOWING}|[âï]${FOLLOWING}{2}|ð${FOLLOWING}{3}`, "g");

function decodedAgain(signs: string): string {
  try {
    return utf8.decode(Uint8Array.from([...signs].map((sign) => BYTE_OF.get(sign) ?? 0)));
  } catch {
    return signs;
  }
}

/** A text whose UTF-8 was read as Windows-1252, once or more often (`BÃ¢timent`), as it was meant; other texts stay. */
export function withoutMojibake(text: string): string {
  let [before, after] = ["", text];
  while (after !== before) [before, after] = [after, after.replace(BROKEN, decodedAgain)];
  return after;
}
