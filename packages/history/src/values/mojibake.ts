import { WINDOWS_80_9F } from "../csv/windows-1252.ts";

const BYTE_OF = new Map<string, number>([...WINDOWS_80_9F].map((sign, at) => [sign, 0x80 + at]));
for (let byte = 0x80; byte <= 0xff; byte += 1) BYTE_OF.set(String.fromCharCode(byte), byte);

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const SIGNS = [...BYTE_OF.keys()].join("");
/** A run of signs that are bytes of Windows-1252, beginning like a character of UTF-8 of two to four bytes. */
const RUN = new RegExp(`[\u00c2-\u00f4][${SIGNS}]+`, "g");

function decodedAgain(run: string): string {
  try {
    return utf8.decode(Uint8Array.from([...run].map((sign) => BYTE_OF.get(sign) ?? 0)));
  } catch {
    return run;
  }
}

/** A text whose UTF-8 was read as Windows-1252, once or more often (`BÃ¢timent`), as it was meant; other texts stay. */
export function withoutMojibake(text: string): string {
  let [before, after] = ["", text];
  while (after !== before) [before, after] = [after, after.replace(RUN, decodedAgain)];
  return after;
}
