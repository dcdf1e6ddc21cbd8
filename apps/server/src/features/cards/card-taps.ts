import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { takeTry } from "../../platform/tries.ts";
import { cardHashOf } from "./card-number.ts";
import type { CardDeps } from "./linking.ts";
import type { Tapper } from "./situation.ts";
import { refuseTap, type Tapped, tapAt } from "./tap.ts";

/** The device at which a card is tapped. */
export interface Reader {
  deviceId: string;
  venueId: string;
  tableId: string;
}

type CardHolder = Tapper & { cardId: string };

async function holderOf(db: Db, hash: Buffer): Promise<CardHolder | undefined> {
  const { rows } = await sql<CardHolder>`
    select c.id as "cardId", p.id, p.display_name as "displayName",
      coalesce(u.role in ('staff', 'admin'), false) as "isStaff"
    from cards c join players p on p.id = c.player_id left join users u on u.id = p.user_id
    where c.card_hash = ${hash} and p.erased_at is null`.execute(db);
  return rows[0];
}

/**
 * Somebody holds a card to a table's reader. A card that is nobody's is remembered, for the code that may follow; more
 * than ten of them in 15 minutes at one reader are not looked at any more.
 * @throws AppError `rate_limited` for unknown cards.
 */
export async function tapCard(deps: CardDeps, reader: Reader, uid: string): Promise<Tapped> {
  const hash = cardHashOf(uid, deps.secretKey);
  const holder = await holderOf(deps.db, hash);
  if (holder === undefined) return tapUnknown(deps, reader, hash);
  const { cardId, ...tapper } = holder;
  const besides = async (tx: Transaction) => {
    await markUsed(tx, cardId);
    await markHeard(tx, reader);
  };
  return tapAt(deps.db, { tableId: reader.tableId, tapper, besides });
}

const markUsed = (tx: Transaction, id: string) =>
  sql`update cards set last_used_at = now() where id = ${id}`.execute(tx);

/** A device that was heard less long ago is not written again just for having spoken. */
const HEARD_AGAIN_SECONDS = 5;

const markHeard = (tx: Transaction, { venueId, deviceId }: Reader) =>
  sql`update devices set online = true, last_seen_at = greatest(last_seen_at, now())
    where venue_id = ${venueId} and id = ${deviceId}
      and (not online or last_seen_at < now() - make_interval(secs => ${HEARD_AGAIN_SECONDS}))`.execute(
    tx,
  );

async function tapUnknown(deps: CardDeps, reader: Reader, hash: Buffer): Promise<Tapped> {
  const { venueId, tableId, deviceId } = reader;
  await takeTry(deps, { kind: "unknown_card_at_device", subject: deviceId });
  return deps.db.transaction().execute(async (tx) => {
    await sql`
      insert into unknown_taps (venue_id, table_id, card_hash) values (${venueId}, ${tableId}, ${hash})
      on conflict (venue_id, table_id) do update set card_hash = excluded.card_hash, at = now()`.execute(
      tx,
    );
    await markHeard(tx, reader);
    return refuseTap(tx, tableId, "unknown_card");
  });
}

/** The native device of a token's hash. @throws AppError `unknown_token`, `wrong_device_kind`. */
export async function readerOf(db: Db, tokenHash: Buffer): Promise<Reader> {
  const row = await db
    .selectFrom("devices")
    .select(["id as deviceId", "venue_id as venueId", "table_id as tableId", "kind"])
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("unknown_token");
  const { kind, ...reader } = row;
  if (kind !== "native") throw new AppError("wrong_device_kind");
  return reader;
}
