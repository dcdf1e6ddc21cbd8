import { HistoryError } from "../errors.ts";
import { isUtf8 } from "./utf8.ts";
import { fromWindows1252 } from "./windows-1252.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "mixed";

/** Longest row, in bytes and in characters: what is longer is no row of a table. */
export const LONGEST_ROW = 1_048_576;

/** Decodes blocks of one file, in order. */
export interface Decoding {
  block(bytes: Uint8Array, isLast: boolean): string;
  encoding(): Encoding;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

function refuseZeros(hasZero: boolean): void {
  if (hasZero) throw new HistoryError("not_csv", "The file holds zero bytes: it is not text.");
}

/** The decoding that the first bytes ask for: UTF-16 by its mark, otherwise line by line UTF-8 or Windows-1252. */
export function decodingOf(first: Uint8Array): Decoding {
  if (first[0] === 0xff && first[1] === 0xfe) return utf16("utf-16le");
  if (first[0] === 0xfe && first[1] === 0xff) return utf16("utf-16be");
  return lineByLine();
}

function utf16(encoding: "utf-16le" | "utf-16be"): Decoding {
  const decoder = new TextDecoder(encoding);
  return {
    block(bytes, isLast) {
      const text = decoder.decode(bytes, { stream: !isLast });
      refuseZeros(text.includes("\0"));
      return text;
    },
    encoding: () => encoding,
  };
}

/** Files are pasted together from several programs, so each line is UTF-8 where it can be, else Windows-1252. */
function lineByLine(): Decoding {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let carried: Uint8Array = new Uint8Array(0);
  let [isFirst, beyondAscii, inWindows] = [true, false, false];

  const inUtf8 = (bytes: Uint8Array): string | null => {
    try {
      const text = utf8.decode(bytes);
      beyondAscii ||= text.length !== bytes.length;
      return text;
    } catch {
      return null;
    }
  };
  const decodeLine = (line: Uint8Array): string => {
    // Asked first, since a decoder that throws at every line takes ten times as long.
    if (isUtf8(line)) return inUtf8(line) ?? "";
    inWindows = true;
    return fromWindows1252(line);
  };
  const decode = (bytes: Uint8Array): string =>
    inUtf8(bytes) ?? linesOf(bytes).map(decodeLine).join("");

  return {
    block(bytes, isLast) {
      refuseZeros(bytes.includes(0));
      const all = joined(carried, bytes);
      const end = isLast ? all.length : lastLineEnd(all);
      carried = all.slice(end);
      if (carried.length > LONGEST_ROW) {
        throw new HistoryError("row_too_long", "A line of the file is longer than a row may be.");
      }
      const text = decode(all.subarray(0, end));
      if (end === 0 || !isFirst) return text;
      isFirst = false;
      return text.startsWith("\ufeff") ? text.slice(1) : text;
    },
    encoding: () => (inWindows ? (beyondAscii ? "mixed" : "windows-1252") : "utf-8"),
  };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

const lastLineEnd = (bytes: Uint8Array): number =>
  Math.max(bytes.lastIndexOf(LINE_FEED), bytes.lastIndexOf(CARRIAGE_RETURN)) + 1;

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) continue;
    lines.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return lines;
}
