import type { Socket } from "node:net";
import { Duplex, pipeline, Transform } from "node:stream";

/** How many bytes packets may have. */
interface PacketLimits {
  /** The first one. */
  connect: number;
  /** Each later one. */
  packet: number;
}

interface Scanner {
  /** Answers up to where a chunk may come from `from` on: to its end, or to that of the first packet. */
  scan(chunk: Buffer, from: number): number | "too long";
  /** Whether the first packet has come. */
  hasFirst(): boolean;
}

/** Follows packets by their headers alone. */
function createScanner({ connect, packet }: PacketLimits): Scanner {
  let isFirst = true;
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
  const scan: Scanner["scan"] = (chunk, from) => {
    for (let at = from; at < chunk.length; ) {
      if (toCome > 0) {
        const some = Math.min(toCome, chunk.length - at);
        toCome -= some;
        at += some;
      } else {
        header(chunk[at] ?? 0);
        at += 1;
        if (toCome > (isFirst ? connect : packet)) return "too long";
      }
      if (isFirst && toCome === 0 && digits === -1) {
        isFirst = false;
        return at;
      }
    }
    return chunk.length;
  };
  return { scan, hasFirst: () => !isFirst };
}

interface Limited {
  stream: Duplex;
  /** What follows the first packet may come. */
  letIn: () => void;
}

/**
 * The socket as one that ends at a packet that is too long, before it has come. What follows the first packet waits
 * until its sender is let in: MQTT allows to send it at once, and aedes takes it for that of somebody without a name.
 */
export function withLimit(socket: Socket, limits: PacketLimits, onTooLong: () => void): Limited {
  const { scan, hasFirst } = createScanner(limits);
  let isLetIn = false;
  let waiting: (() => void) | undefined;
  const guard = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      const passFrom = (from: number): void => {
        if (hasFirst() && !isLetIn) {
          waiting = () => passFrom(from);
          return;
        }
        const to = scan(chunk, from);
        if (to === "too long") {
          onTooLong();
          done(new Error("a packet is too long"));
          return;
        }
        guard.push(chunk.subarray(from, to));
        if (to < chunk.length) passFrom(to);
        else done();
      };
      passFrom(0);
    },
  });
  pipeline(socket, guard, () => socket.destroy());
  return {
    stream: Duplex.from({ readable: guard, writable: socket }),
    letIn: () => {
      isLetIn = true;
      waiting?.();
      waiting = undefined;
    },
  };
}
