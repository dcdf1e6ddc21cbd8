import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { decrypted, encrypted } from "./encryption.ts";
import { HEAD, type Head, partName, SEAL, TOTALS } from "./manifest.ts";
import { readBackup } from "./read.ts";
import { TableSum } from "./table-sum.ts";
import { tarEnd, tarEntry } from "./tar.ts";
import { writeBackup } from "./write.ts";

const PASSPHRASE = "seventeen tables and a ball";
const at = new Date("2026-11-26T12:00:00Z");
const head: Head = {
  ...{ format: 1, takenAt: at.toISOString(), release: { version: "1.0.0", commit: "abc" } },
  ...{ server: "17.1", snapshot: "10:10:", cluster: "1", migrations: ["0001_accounts"] },
  ...{ tables: [{ name: "goals", columns: ["n"] }], secretKeyMark: null },
};
const parts = ["1\n2\n", "3\n"];
const text = (value: unknown) => Buffer.from(JSON.stringify(value));

function totalsOf(rows: readonly string[]) {
  const sum = new TableSum();
  for (const part of rows) sum.add(Buffer.from(part));
  return { tables: { goals: sum.totals() }, sequences: [] };
}

/** An archive as it is written, or one that says something else of its rows. */
async function* archive(said = totalsOf(parts), told: Head = head): AsyncGenerator<Buffer> {
  const seal = createHash("sha256");
  const entries = [
    { name: HEAD, body: text(told) },
    ...parts.map((part, index) => ({
      name: partName("goals", index + 1),
      body: Buffer.from(part),
    })),
    { name: TOTALS, body: text(said) },
  ];
  for (const bytes of entries.flatMap((entry) => tarEntry(entry, at))) {
    seal.update(bytes);
    yield bytes;
  }
  yield* tarEntry({ name: SEAL, body: Buffer.from(seal.digest("hex")) }, at);
  yield tarEnd();
}

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-file-"));
  file = path.join(folder, "backup");
  const made = folder;
  onTestFinished(() => rm(made, { recursive: true }));
});
const write = (passphrase?: string) => writeBackup({ file, archive: archive(), passphrase });
const read = (passphrase?: string) => readBackup({ file, passphrase });

describe("a backup's file", () => {
  it("[B2] tells the rows and checksums that went in", async () => {
    await write();
    const rows: string[] = [];
    const { head: told, totals } = await readBackup(
      { file, passphrase: undefined },
      { rows: async (table, bytes) => void rows.push(table, bytes.toString()) },
    );
    expect(told).toEqual(head);
    expect(rows).toEqual(["goals", "1\n2\n", "goals", "3\n"]);
    const sha256 = createHash("sha256").update("1\n2\n3\n").digest("hex");
    expect(totals.tables).toEqual({ goals: { rows: 3, bytes: 6, sha256 } });
  });

  it("[B4] is an archive that tar reads, which only its owner may read", async () => {
    await write();
    const names = spawnSync("tar", ["-tzf", file], { encoding: "utf8" });
    expect(names.stdout.split("\n")).toContain("tables/goals/000002.copy");
    const rows = spawnSync("tar", ["-xzOf", file, "--wildcards", "tables/goals/*"], {
      encoding: "utf8",
    });
    expect(rows.stdout).toBe("1\n2\n3\n");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("[B2] that was cut off anywhere is refused", async () => {
    await write();
    const whole = await readFile(file);
    for (const share of [0, 0.2, 0.5, 0.9, 0.999]) {
      await writeFile(file, whole.subarray(0, Math.floor(whole.length * share)));
      await expect(read()).rejects.toThrow(/cut off|damaged/);
    }
  });

  it("[B2] of which one bit is another is refused, wherever it is", async () => {
    await write();
    const tar = gunzipSync(await readFile(file));
    const said = tar.indexOf("abc");
    const row = tar.indexOf("1\n2\n");
    for (const offset of [0, said, row]) {
      const changed = Buffer.from(tar);
      changed.writeUInt8(changed.readUInt8(offset) ^ 1, offset);
      await writeFile(file, gzipSync(changed));
      await expect(read()).rejects.toThrow(/damaged|not what was written/);
    }
  });

  it("[B2] gets its name only when what was read back is what was written", async () => {
    const lying = archive(totalsOf(["1\n"]));
    await expect(writeBackup({ file, archive: lying, passphrase: undefined })).rejects.toThrow(
      "The rows of goals are not those that were written.",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("[B2] is never written over", async () => {
    await writeFile(file, "another");
    await expect(write()).rejects.toThrow("EEXIST");
    expect(await readFile(file, "utf8")).toBe("another");
    expect(await readdir(folder)).toEqual(["backup"]);
  });

  it("[B2] something else is told from it", async () => {
    await writeFile(file, "a holiday picture");
    await expect(read()).rejects.toThrow("The file is no backup of Babyfoot, or it is damaged.");
    await writeFile(file, gzipSync(Buffer.alloc(4096, "x")));
    await expect(read()).rejects.toThrow("The file is no backup of Babyfoot, or it is damaged.");
  });

  it("[B4] encrypted shows nothing of what is in it, and opens to its passphrase alone", async () => {
    await write(PASSPHRASE);
    expect((await readFile(file)).includes("goals")).toBe(false);
    expect((await read(PASSPHRASE)).head).toEqual(head);
    await expect(read("another passphrase")).rejects.toThrow("The passphrase is wrong");
    await expect(read()).rejects.toThrow("The file is encrypted");
  });
});

describe("encryption in pieces", () => {
  const cheap = { N: 2, r: 8, p: 1 };
  const collect = async (source: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = [];
    for await (const chunk of source) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  async function* of(...chunks: Buffer[]): AsyncGenerator<Buffer> {
    yield* chunks;
  }
  const PIECE = 65_536;
  const seal = (plain: Buffer) => collect(encrypted(of(plain), PASSPHRASE, cheap));
  const open = (sealed: Buffer) => collect(decrypted(of(sealed), PASSPHRASE));

  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])(
    "[B4] gives back %i bytes as they were",
    async (length) => {
      const plain = Buffer.alloc(length, "goal");
      expect((await open(await seal(plain))).equals(plain)).toBe(true);
    },
  );

  it("[B4] notices pieces that were left out, moved, changed, or put after the end", async () => {
    const sealed = await seal(Buffer.alloc(3 * PIECE, "goal"));
    const begin = sealed.indexOf("}\n") + 2;
    const piece = (n: number) =>
      sealed.subarray(begin + n * (PIECE + 16), begin + (n + 1) * (PIECE + 16));
    const head = sealed.subarray(0, begin);
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
    const wrong = {
      "the last left out": Buffer.concat([head, piece(0), piece(1)]),
      "one in the middle left out": Buffer.concat([head, piece(0), piece(2)]),
      "two changed places": Buffer.concat([head, piece(1), piece(0), piece(2)]),
      changed,
      "something after the end": Buffer.concat([sealed, piece(2)]),
    };
    for (const bytes of Object.values(wrong))
      await expect(open(bytes)).rejects.toThrow(/cut off|changed|wrong/);
  });
});
