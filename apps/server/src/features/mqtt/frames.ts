import type { Socket } from "node:net";
import { Duplex, pipeline, Transform } from "node:stream";

/** Follows packets by their headers alone; answers whether none of what came so far is longer than the limit. */
function createScanner(limit: () => number): (chunk: Buffer) => boolean {
  let toCome = 0;
  let length = 0;
  let digits = -1;
  // MQTT 3.1.1, 2.2: a byte for the kind of packet, then its length in one to four bytes of seven bits, the lowest first.
  const header = (byte: number): void => {
    if (digits >= 0) length += (byte & 0x7f) * 128 ** digits;
    digits += 1;
    if (digits === 0 || (byte >= 0x80 && digits < 4)) return;
    toCome = length;
    length = 0;
    digits = -1;
  };
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (toCome > 0) {
        const some = Math.min(toCome, chunk.length - at);
        toCome -= some;
        at += some;
        continue;
      }
      header(chunk[at] ?? 0);
      at += 1;
      if (toCome > limit()) return false;
    }
    return true;
  };
}

/** The socket as one that ends at a packet longer than `limit()` bytes, before it has come. */
export function withLimit(socket: Socket, limit: () => number, onTooLong: () => void): Duplex {
  const isShort = createScanner(limit);
  const guard = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      if (isShort(chunk)) return done(null, chunk);
      onTooLong();
      done(new Error("a packet is too long"));
    },
  });
  pipeline(socket, guard, () => socket.destroy());
  return Duplex.from({ readable: guard, writable: socket });
}
