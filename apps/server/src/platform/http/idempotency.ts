import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Db, Transaction } from "../database.ts";
import { AppError } from "../errors.ts";

export interface Created<Body> {
  status: number;
  body: Body;
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

function seal(secret: Buffer, plain: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secret, nonce);
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function unseal(secret: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", secret, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
}

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers["idempotency-key"];
  const key = Array.isArray(header) ? header[0] : header;
  if (key === undefined) return undefined;
  if (key.length === 0 || key.length > 200) throw new AppError("malformed");
  return key;
}

/**
 * Does something that creates, once an `Idempotency-Key`: the key, the effect and the answer commit together,
 * and a second call waits on the key's row and gets the first one's answer. The stored answer may hold a secret
 * that is shown once, so it is encrypted with the key itself, of which only a hash is kept.
 * @throws AppError `idempotency_key_reused` when the key came with another body.
 */
export async function once<Body>(
  {
    request,
    db,
    actor,
    secretKey,
  }: { request: FastifyRequest; db: Db; actor: string; secretKey: string },
  effect: (tx: Transaction) => Promise<Created<Body>>,
): Promise<Created<Body>> {
  const key = keyOf(request);
  if (key === undefined) return db.transaction().execute(effect);
  const secret = Buffer.from(hkdfSync("sha256", key, secretKey, "idempotent answer", 32));
  const path = request.url.split("?")[0] ?? "";
  const requestHash = sha256(`${request.method} ${path}\n${JSON.stringify(request.body ?? null)}`);
  const identity = { actor, key_hash: sha256(`${secretKey}\n${key}`) };
  return db.transaction().execute(async (tx) => {
    const claimed = await tx
      .insertInto("idempotency_keys")
      .values({ ...identity, request_hash: requestHash })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows === 0n)
      return answerAgain<Body>(tx, { identity, requestHash, secret });
    const created = await effect(tx);
    await tx
      .updateTable("idempotency_keys")
      .set({ status: created.status, body: seal(secret, JSON.stringify(created.body)) })
      .where("actor", "=", identity.actor)
      .where("key_hash", "=", identity.key_hash)
      .execute();
    return created;
  });
}

async function answerAgain<Body>(
  tx: Transaction,
  {
    identity,
    requestHash,
    secret,
  }: { identity: { actor: string; key_hash: Buffer }; requestHash: Buffer; secret: Buffer },
): Promise<Created<Body>> {
  const stored = await tx
    .selectFrom("idempotency_keys")
    .select(["request_hash", "status", "body"])
    .where("actor", "=", identity.actor)
    .where("key_hash", "=", identity.key_hash)
    .executeTakeFirst();
  if (stored === undefined || stored.status === null || stored.body === null)
    throw new AppError("conflict");
  if (!stored.request_hash.equals(requestHash)) throw new AppError("idempotency_key_reused");
  return { status: stored.status, body: JSON.parse(unseal(secret, stored.body)) as Body };
}

/** Forgets answers older than a day. */
export async function forgetOldAnswers(db: Db): Promise<void> {
  await db
    .deleteFrom("idempotency_keys")
    .where("created_at", "<", new Date(Date.now() - 24 * 3_600_000))
    .execute();
}
