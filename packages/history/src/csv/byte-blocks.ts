const BLOCK_BYTES = 65_536;

/** Cuts a stream of bytes into blocks of one size, so that what is read does not depend on how the bytes came. */
export interface ByteBlocks {
  push(bytes: Uint8Array): Generator<Uint8Array>;
  /** What is left at the end; may be empty. */
  rest(): Uint8Array;
}

export function byteBlocks(): ByteBlocks {
  const gathered = new Uint8Array(BLOCK_BYTES);
  let length = 0;
  return {
    *push(bytes) {
      let from = 0;
      while (from < bytes.length) {
        const piece = bytes.subarray(from, from + BLOCK_BYTES - length);
        gathered.set(piece, length);
        length += piece.length;
        from += piece.length;
        if (length === BLOCK_BYTES) {
          length = 0;
          yield gathered.slice();
        }
      }
    },
    rest: () => gathered.slice(0, length),
  };
}
