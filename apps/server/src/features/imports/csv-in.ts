import { type Readable, Readable as Streams } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

const GZIP = Buffer.from([0x1f, 0x8b]);
/** One piece of a file as it is kept. */
export const BLOCK_BYTES = 262_144;

/** The gzip around a file is cut off or damaged. */
export class BrokenGzip extends Error {}

/** Leaves the stream open when nobody wants more, so that its sender can still be answered. */
async function* piecesOf(source: Readable): AsyncGenerator<Buffer> {
  for await (const piece of source.iterator({ destroyOnReturn: false })) yield piece as Buffer;
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* unzipped(zipped: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const fed = pipeline(Streams.from(zipped, { objectMode: false }), gunzip);
  // What goes wrong shows where the text is read.
  fed.catch(() => undefined);
  try {
    for await (const piece of gunzip) yield piece as Buffer;
  } catch (error) {
    const isGzip = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    throw isGzip ? new BrokenGzip("The gzip is cut off or damaged.") : error;
  }
}

/** The CSV in a file that may be gzipped, which its first bytes tell. */
export async function* csvIn(source: Readable): AsyncGenerator<Buffer> {
  const pieces = piecesOf(source);
  let first = Buffer.alloc(0);
  while (first.length < GZIP.length) {
    const next = await pieces.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  const all = joined(first, pieces);
  yield* first.subarray(0, GZIP.length).equals(GZIP) ? unzipped(all) : all;
}

/** The same bytes in blocks of one size, the last of which is smaller. */
export async function* blocksOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let rest = piece;
    while (length + rest.length >= BLOCK_BYTES) {
      const cut = BLOCK_BYTES - length;
      yield Buffer.concat([...gathered, rest.subarray(0, cut)]);
      rest = rest.subarray(cut);
      gathered = [];
      length = 0;
    }
    if (rest.length === 0) continue;
    gathered.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(gathered);
}
