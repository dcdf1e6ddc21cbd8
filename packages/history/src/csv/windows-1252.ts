/** What Windows-1252 writes for the bytes 80 to 9F; the five it leaves out stand for themselves. */
export const WINDOWS_80_9F =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

const decoder = new TextDecoder("windows-1252");
const CONTROLS = /[\u0080-\u009f]/g;

/** Bytes as Windows-1252. Some versions of Node leave 80 to 9F as control characters: they become what they stand for. */
export const fromWindows1252 = (bytes: Uint8Array): string =>
  decoder
    .decode(bytes)
    .replace(CONTROLS, (sign) => WINDOWS_80_9F[sign.charCodeAt(0) - 0x80] ?? sign);
