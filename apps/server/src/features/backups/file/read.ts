import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { decrypted, isEncrypted, PassphraseError } from "./encryption.ts";
import {
  HEAD,
  type Head,
  headSchema,
  SEAL,
  SECRET_KEY,
  TOTALS,
  type Totals,
  tableOfPart,
  totalsSchema,
} from "./manifest.ts";
import { sameTotals, TableSum } from "./table-sum.ts";
import { DamagedError, type Entry, tarEntries } from "./tar.ts";

export interface Wanted {
  file: string;
  passphrase: string | undefined;
  /** Told how much of the file was read. */
  onProgress?: ((bytes: number, of: number) => void) | undefined;
}

/** Whoever does something with what is read, as it is read; what must not stay of a damaged file waits for the end. */
export interface Reader {
  head?(head: Head): Promise<void>;
  secretKey?(secretKey: string): void;
  rows?(table: string, text: Buffer): Promise<void>;
}

/**
 * Reads a backup through to its end, and checks all that it says of itself: the order of its parts, the rows and the
 * checksum of every table, the seal of the whole. @throws DamagedError, PassphraseError
 */
export async function readBackup(
  wanted: Wanted,
  reader: Reader = {},
): Promise<{ head: Head; totals: Totals }> {
  const reading = new Reading(reader);
  try {
    for await (const entry of tarEntries(await plainBytes(wanted))) await reading.take(entry);
  } catch (error) {
    throw damageIn(error);
  }
  return reading.end();
}

/** What zlib says of bytes that are not its own. */
function damageIn(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") return new DamagedError("The file is cut off.");
  return code.startsWith("Z_")
    ? new DamagedError("The file is no backup of Babyfoot, or it is damaged.")
    : error;
}

async function plainBytes({
  file,
  passphrase,
  onProgress,
}: Wanted): Promise<AsyncIterable<Buffer>> {
  const handle = await open(file, "r");
  const first = Buffer.alloc(64);
  await handle.read(first, 0, first.length, 0);
  const { size } = await handle.stat();
  await handle.close();
  const source = counted(createReadStream(file, { highWaterMark: 1 << 18 }), (done) =>
    onProgress?.(done, size),
  );
  if (!isEncrypted(first)) return gunzipped(source);
  if (passphrase === undefined)
    throw new PassphraseError(
      "The file is encrypted: set BACKUP_PASSPHRASE, or give --passphrase-file.",
    );
  return gunzipped(decrypted(source, passphrase));
}

async function* counted(source: AsyncIterable<Buffer>, tell: (bytes: number) => void) {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    tell(bytes);
    yield chunk;
  }
}

async function* gunzipped(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // What fails in it also fails whoever reads on.
  const done = pipeline(source, gunzip).catch(() => undefined);
  yield* gunzip as AsyncIterable<Buffer>;
  await done;
}

/** What was read so far, and what must come next. */
class Reading {
  readonly #reader: Reader;
  readonly #seal = createHash("sha256");
  readonly #sums = new Map<string, TableSum>();
  #head: Head | undefined;
  #totals: Totals | undefined;
  #sealedWith: string | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async take(entry: Entry & { raw: Buffer }): Promise<void> {
    const { name, body } = entry;
    if (this.#sealedWith !== undefined) throw new DamagedError("The file goes on after its end.");
    if (name === SEAL) {
      this.#sealedWith = body.toString("utf8").trim();
      if (this.#sealedWith !== this.#seal.digest("hex"))
        throw new DamagedError("The file is not what was written.");
      return;
    }
    this.#seal.update(entry.raw);
    if (this.#head === undefined) return this.#begin(entry);
    const table = tableOfPart(name);
    if (table !== undefined) return this.#addRows(table, body);
    if (name === TOTALS) this.#totals = parsed(totalsSchema, body);
    else if (name === SECRET_KEY) this.#reader.secretKey?.(body.toString("utf8"));
    else throw new DamagedError(`The file has something that no backup has (${name}).`);
  }

  async #begin({ name, body }: Entry): Promise<void> {
    if (name !== HEAD) throw new DamagedError("The file is no backup of Babyfoot.");
    this.#head = parsed(headSchema, body);
    for (const table of this.#head.tables) this.#sums.set(table.name, new TableSum());
    await this.#reader.head?.(this.#head);
  }

  async #addRows(table: string, text: Buffer): Promise<void> {
    const sum = this.#sums.get(table);
    if (sum === undefined)
      throw new DamagedError(`The file has rows of a table it does not name (${table}).`);
    sum.add(text);
    await this.#reader.rows?.(table, text);
  }

  end(): { head: Head; totals: Totals } {
    const [head, totals] = [this.#head, this.#totals];
    if (this.#sealedWith === undefined || head === undefined || totals === undefined)
      throw new DamagedError("The file is cut off.");
    for (const [table, sum] of this.#sums) {
      const said = totals.tables[table];
      if (said === undefined || !sameTotals(said, sum.totals()))
        throw new DamagedError(`The rows of ${table} are not those that were written.`);
    }
    return { head, totals };
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(body.toString("utf8")));
  } catch {
    throw new DamagedError(
      "The file was written in a way that this release does not know, or it is damaged.",
    );
  }
}
