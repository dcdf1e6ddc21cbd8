/** Text on its way out, kept as bytes: texts that grow line by line would be moved about by every tidying of memory. */
export interface TextPieces {
  add(text: string): void;
  /** Bytes that wait. */
  size(): number;
  /** Takes out what waits. */
  take(): Buffer;
}

/** No letter takes more bytes in UTF-8 for each unit of JavaScript's texts. */
const MOST_BYTES_A_UNIT = 3;

/** @param bytes what mostly waits before it is taken; more may */
export function textPieces(bytes: number): TextPieces {
  let piece: Buffer | undefined;
  let length = 0;
  const roomFor = (most: number): Buffer => {
    if (piece !== undefined && piece.length - length >= most) return piece;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * (length + most)));
    piece?.copy(larger, 0, 0, length);
    piece = larger;
    return larger;
  };
  return {
    add: (text) => {
      length += roomFor(text.length * MOST_BYTES_A_UNIT).write(text, length);
    },
    size: () => length,
    take: () => {
      const taken = piece?.subarray(0, length) ?? Buffer.alloc(0);
      piece = undefined;
      length = 0;
      return taken;
    },
  };
}
