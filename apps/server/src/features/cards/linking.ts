import { randomInt } from "node:crypto";
import type { CardCode } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { giveBack, networkOf, takeTries } from "../../platform/tries.ts";
import { cardHashOf, codeHashOf } from "./card-number.ts";

const CODE_SECONDS = 120;
const CODES = 1_000_000;
const MOST_DRAWS = 8;
/** So long after an unknown card was tapped at a table, a code typed at its screen is for that card. */
const TAP_SECONDS = 120;

export interface CardDeps {
  db: Db;
  secretKey: string;
}

/** A new code for a person, which replaces their last one. Two people never have the same at a time. */
export async function makeCode(
  tx: Transaction,
  {
    playerId,
    label,
    secretKey,
  }: { playerId: string; label: string | undefined; secretKey: string },
): Promise<CardCode> {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const code = String(randomInt(CODES)).padStart(6, "0");
    await sql`delete from card_codes where player_id = ${playerId}`.execute(tx);
    await sql`delete from card_codes where code_hash = ${codeHashOf(code, secretKey)} and expires_at <= now()`.execute(
      tx,
    );
    const { rows } = await sql<{ at: Date }>`
      insert into card_codes (player_id, code_hash, label, expires_at)
      values (${playerId}, ${codeHashOf(code, secretKey)}, ${label ?? null},
        now() + make_interval(secs => ${CODE_SECONDS}))
      on conflict do nothing returning expires_at as at`.execute(tx);
    const [row] = rows;
    if (row !== undefined) return { code, expiresAt: row.at.toISOString() };
  }
  throw new AppError("conflict");
}

/** Where a code is typed. */
interface Typed {
  tableId: string;
  code: string;
  address: string;
}

interface Linked {
  player_id: string | null;
  display_name: string | null;
  linked: boolean;
  holder: string | null;
}

/**
 * Links a card to whoever made a code; answers their display name. Right and wrong codes are the same work, and each is
 * a try: a right one is given back, so that it does not free further guesses.
 * @throws AppError `rate_limited`, `invalid_code`, `card_taken`.
 */
async function linkHash(
  { db, secretKey }: CardDeps,
  cardHash: Buffer,
  { tableId, code, address }: Typed,
): Promise<string> {
  const tries = await takeTries({ db, secretKey }, [
    { kind: "card_code_at_table", subject: tableId },
    { kind: "card_code_from_address", subject: networkOf(address) },
  ]);
  const name = await db.transaction().execute(async (tx) => {
    const { rows } = await sql<Linked>`
      with code as (
        delete from card_codes where code_hash = ${codeHashOf(code, secretKey)} and expires_at > now()
        returning player_id, label
      ), owner as (
        select p.id, p.display_name, c.label from code c join players p on p.id = c.player_id where p.erased_at is null
      ), linked as (
        insert into cards (player_id, id, card_hash, label)
        select id, ${newId()}::uuid, ${cardHash}::bytea, label from owner
        on conflict do nothing returning player_id
      )
      select o.id as player_id, o.display_name, exists (select from linked) as linked,
        (select player_id from cards where card_hash = ${cardHash}) as holder
      from (select) as always left join owner o on true`.execute(tx);
    const [row] = rows;
    if (row?.player_id == null || row.display_name === null) throw new AppError("invalid_code");
    // Undone with the transaction, the code is still good for another card.
    if (!row.linked && row.holder !== row.player_id) throw new AppError("card_taken");
    await sql`delete from unknown_taps where card_hash = ${cardHash}`.execute(tx);
    return row.display_name;
  });
  for (const one of tries) await giveBack({ db, secretKey }, one);
  return name;
}

/** Links the card that a device holds. @throws AppError as `linkHash`. */
export const linkCard = (deps: CardDeps, uid: string, typed: Typed): Promise<string> =>
  linkHash(deps, cardHashOf(uid, deps.secretKey), typed);

/** Links the card last tapped at a table that was nobody's. @throws AppError `no_card_tapped`, as `linkHash`. */
export async function linkTappedCard(deps: CardDeps, typed: Typed): Promise<string> {
  const { rows } = await sql<{ hash: Buffer }>`
    select card_hash as hash from unknown_taps
    where table_id = ${typed.tableId} and at > now() - make_interval(secs => ${TAP_SECONDS})`.execute(
    deps.db,
  );
  const [tapped] = rows;
  if (tapped === undefined) throw new AppError("no_card_tapped");
  return linkHash(deps, tapped.hash, typed);
}

/** Links a card whose owner is known without asking; one that is linked already stays as it is. */
export async function linkWithoutCode(
  tx: Transaction,
  { playerId, uid, secretKey }: { playerId: string; uid: string; secretKey: string },
): Promise<void> {
  await sql`
    insert into cards (player_id, id, card_hash) values (${playerId}, ${newId()}, ${cardHashOf(uid, secretKey)})
    on conflict do nothing`.execute(tx);
}

/** Forgets codes and unknown cards that nothing can follow from any more. */
export async function forgetOldTaps(db: Db): Promise<void> {
  await sql`delete from unknown_taps where at < now() - make_interval(secs => ${TAP_SECONDS})`.execute(
    db,
  );
  await sql`delete from card_codes where expires_at <= now()`.execute(db);
}
