import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { DamagedError } from "./tar.ts";

const MAGIC = "babyfoot-backup-encrypted 1\n";
const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const LONGEST_HEADER = 1_000;

/** 128 MiB and about half a second for each try of a passphrase. */
const COST = { N: 2 ** 17, r: 8, p: 1 };

const headerSchema = z.strictObject({
  cipher: z.literal("aes-256-gcm"),
  kdf: z.literal("scrypt"),
  // Bounded, so that no file makes its reader calculate for ever.
  N: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.base64(),
  prefix: z.base64(),
});
type Header = z.infer<typeof headerSchema>;

/** The passphrase is missing or wrong; `message` is one sentence. */
export class PassphraseError extends Error {
  override name = "PassphraseError";
}

/** Whether these first bytes are those of an encrypted file. */
export const isEncrypted = (first: Buffer): boolean => first.toString("latin1").startsWith(MAGIC);

/**
 * Encrypts in pieces, each sealed with its number and whether it is the last, so that pieces can neither be changed nor
 * moved nor left out (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).
 */
export async function* encrypted(
  source: AsyncIterable<Buffer>,
  passphrase: string,
  cost = COST,
): AsyncGenerator<Buffer> {
  const [salt, prefix] = [randomBytes(16), randomBytes(7)];
  const header: Header = {
    ...{ cipher: "aes-256-gcm", kdf: "scrypt", N: cost.N, r: 8, p: 1 },
    ...{ salt: salt.toString("base64"), prefix: prefix.toString("base64") },
  };
  const head = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  const key = await keyOf(passphrase, header);
  yield head;
  for await (const { piece, number, last } of pieces(source, PIECE_BYTES)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(prefix, number, last));
    cipher.setAAD(head);
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** The bytes that were encrypted. @throws PassphraseError, DamagedError */
export async function* decrypted(
  source: AsyncIterable<Buffer>,
  passphrase: string,
): AsyncGenerator<Buffer> {
  const { head, header, rest } = await readHead(source);
  const key = await keyOf(passphrase, header);
  const prefix = Buffer.from(header.prefix, "base64");
  for await (const { piece, number, last } of pieces(rest, PIECE_BYTES + TAG_BYTES)) {
    const tagAt = piece.length - TAG_BYTES;
    if (tagAt < 0) throw new DamagedError("The file is cut off.");
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(prefix, number, last));
    decipher.setAAD(head).setAuthTag(piece.subarray(tagAt));
    const plain = decipher.update(piece.subarray(0, tagAt));
    try {
      decipher.final();
    } catch {
      throw number === 0
        ? new PassphraseError("The passphrase is wrong, or the file was changed.")
        : new DamagedError("The file is cut off, or was changed.");
    }
    yield plain;
  }
}

const keyOf = (passphrase: string, { salt, N, r, p }: Header): Promise<Buffer> =>
  (promisify(scrypt) as (...args: unknown[]) => Promise<Buffer>)(
    passphrase.normalize("NFC"),
    Buffer.from(salt, "base64"),
    32,
    { N, r, p, maxmem: 256 * N * r + 2 ** 20 },
  );

function nonceOf(prefix: Buffer, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

interface Piece {
  piece: Buffer;
  number: number;
  last: boolean;
}

/** The same bytes in pieces of one size, the last of which is smaller, or as large, and never missing. */
async function* pieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Piece> {
  let kept: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of source) {
    kept = Buffer.concat([kept, chunk]);
    let from = 0;
    // One byte more than a piece shows that it is not the last.
    for (; kept.length - from > size; from += size) {
      yield { piece: kept.subarray(from, from + size), number, last: false };
      number += 1;
    }
    kept = kept.subarray(from);
  }
  yield { piece: kept, number, last: true };
}

async function readHead(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let first: Buffer = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const { done, value } = await chunks.next();
    if (done === true || first.length > LONGEST_HEADER)
      throw new DamagedError("The file is cut off.");
    first = Buffer.concat([first, value]);
    end = first.indexOf("\n", MAGIC.length);
  }
  const head = first.subarray(0, end + 1);
  const rest = async function* () {
    yield first.subarray(end + 1);
    for (;;) {
      const { done, value } = await chunks.next();
      if (done === true) return;
      yield value;
    }
  };
  return { head, header: headerIn(head), rest: rest() };
}

function headerIn(head: Buffer): Header {
  try {
    return headerSchema.parse(JSON.parse(head.toString("utf8", MAGIC.length)));
  } catch {
    throw new DamagedError("The beginning of the file is damaged.");
  }
}
