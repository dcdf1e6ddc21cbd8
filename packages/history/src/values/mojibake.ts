/** What Windows-1252 writes for the bytes 80 to 9F; the five it leaves out stand for themselves. */
const WINDOWS_80_9F =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

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
