import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";

/** Whose calendar: a player's, or a table's. */
export interface Subject {
  kind: "player" | "table";
  id: string;
}

const SECRET_BYTES = 24;
const ID_BYTES = 16;

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

function idOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

const secretOf = ({ kind, id }: Subject, generation: number, key: string): Buffer =>
  createHmac("sha256", key)
    .update(`calendar ${kind} ${id} ${generation}`)
    .digest()
    .subarray(0, SECRET_BYTES);

async function generationOf(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom("calendar_addresses")
    .select("generation")
    .where("subject", "=", id)
    .executeTakeFirst();
  return row?.generation ?? 0;
}

/** The token of a calendar's secret address: 192 bits that follow from the installation's key. */
export async function tokenOf(db: Db, subject: Subject, key: string): Promise<string> {
  const secret = secretOf(subject, await generationOf(db, subject.id), key);
  return Buffer.concat([bytesOf(subject.id), secret]).toString("base64url");
}

/** The player or table whose calendar a token opens now, or undefined. */
export async function subjectOf(
  db: Db,
  kind: Subject["kind"],
  { token, key }: { token: string; key: string },
): Promise<Subject | undefined> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + SECRET_BYTES) return undefined;
  const subject = { kind, id: idOf(bytes.subarray(0, ID_BYTES)) };
  const expected = secretOf(subject, await generationOf(db, subject.id), key);
  return timingSafeEqual(bytes.subarray(ID_BYTES), expected) ? subject : undefined;
}

/** Ends the address so far; the next one differs. */
export async function replaceAddress(db: Db, id: string): Promise<void> {
  await sql`
    insert into calendar_addresses (subject, generation) values (${id}, 1)
    on conflict (subject) do update set generation = calendar_addresses.generation + 1`.execute(db);
}
