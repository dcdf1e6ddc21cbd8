const BLOCK = 512;
/** Larger than any part that is ever written; whoever says more is damaged. */
const LARGEST_ENTRY = 1 << 30;

/** A file in the archive. */
export interface Entry {
  name: string;
  body: Buffer;
}

/** The archive is not one, or is damaged; `message` says how. */
export class DamagedError extends Error {
  override name = "DamagedError";
}

/** A file as tar keeps it (POSIX ustar): a header, the bytes, zeros up to the next block. */
export function tarEntry({ name, body }: Entry, at: Date): Buffer[] {
  const header = Buffer.alloc(BLOCK);
  const write = (text: string, offset: number) => header.write(text, offset, "latin1");
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  write(name, 0);
  write(`${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
  write(`${octal(body.length, 11)}\0${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 124);
  write("        0", 148);
  write("ustar\x0000", 257);
  write(`${octal(sumOf(header), 6)}\0 `, 148);
  return [header, body, Buffer.alloc(paddingOf(body.length))];
}

/** What ends an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function sumOf(header: Buffer): number {
  let sum = 0;
  for (const byte of header) sum += byte;
  return sum;
}

/** Reads the files of an archive one after the other; each is told of with all bytes that it takes up. */
export async function* tarEntries(
  source: AsyncIterable<Buffer>,
): AsyncGenerator<Entry & { raw: Buffer }> {
  const bytes = new Bytes(source);
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const { name, size } = readHeader(header);
    const rest = await bytes.take(size + paddingOf(size));
    yield { name, body: rest.subarray(0, size), raw: Buffer.concat([header, rest]) };
  }
  // Reading on to the end lets what is below check its own end.
  await bytes.drain();
}

function readHeader(header: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) =>
    header.toString("latin1", from, to).split("\0", 1)[0] ?? "";
  const said = Number.parseInt(text(148, 156), 8);
  const without = Buffer.from(header).fill(" ", 148, 156);
  const size = Number.parseInt(text(124, 136), 8);
  if (said !== sumOf(without) || !(size >= 0 && size <= LARGEST_ENTRY))
    throw new DamagedError("The file is no backup of Babyfoot, or it is damaged.");
  return { name: text(0, 100), size };
}

/** Bytes of a stream, as many as are asked for. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #kept: Buffer[] = [];
  #length = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#length < count) {
      const { done, value } = await this.#source.next();
      if (done === true) throw new DamagedError("The file is cut off.");
      this.#kept.push(value);
      this.#length += value.length;
    }
    const all = Buffer.concat(this.#kept);
    this.#kept = [all.subarray(count)];
    this.#length -= count;
    return all.subarray(0, count);
  }

  async drain(): Promise<void> {
    while ((await this.#source.next()).done !== true);
  }
}
