import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "kysely";
import type { Db } from "./database.ts";
import { AppError } from "./errors.ts";

const WINDOW_SECONDS = 15 * 60;

/**
 * How often within 15 minutes. An account's limit stops guessing; an address' limit is wide,
 * because a whole campus may share one.
 */
const MOST = {
  sign_in_of_account: 10,
  sign_in_from_address: 100,
  sign_up_from_address: 300,
  taken_from_address: 20,
  mail_to_account: 3,
  mail_from_address: 100,
  card_code_at_table: 10,
  card_code_from_address: 10,
  unknown_card_at_device: 10,
  analyst_token_from_address: 100,
} as const;
type TryKind = keyof typeof MOST;

/** What is limited: a kind, and an e-mail address or network address. */
interface Limited {
  kind: TryKind;
  subject: string;
}

/** A try that counts until it is given back or 15 minutes have passed. */
interface Try {
  kind: TryKind;
  subject: Buffer;
  at: string;
}

export interface TriesDeps {
  db: Db;
  secretKey: string;
}

/** An IPv6 customer has a whole /64 to try from, which counts as one address. */
export function networkOf(address: string): string {
  if (address.startsWith("::ffff:") && address.includes(".")) return address.slice(7);
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

const keyOf = ({ kind, subject }: Limited, secretKey: string): Buffer =>
  createHmac("sha256", secretKey).update(`tries ${kind} ${subject.toLowerCase()}`).digest();

/**
 * Counts a try before it is made, in one statement under the row's lock: of two that race for the last one,
 * one gets it.
 * @throws AppError `rate_limited` with the seconds until the next try.
 */
export async function takeTry({ db, secretKey }: TriesDeps, limited: Limited): Promise<Try> {
  const { kind } = limited;
  const subject = keyOf(limited, secretKey);
  const taken = await sql<{ at: string }>`
    insert into tries as t (kind, subject, at) values (${kind}, ${subject}, array[clock_timestamp()])
    on conflict (kind, subject) do update
    set at = array(select x from unnest(t.at) x where x > now() - make_interval(secs => ${WINDOW_SECONDS}))
      || clock_timestamp()
    where (select count(*) from unnest(t.at) x where x > now() - make_interval(secs => ${WINDOW_SECONDS}))
      < ${MOST[kind]}
    returning t.at[cardinality(t.at)]::text as at`.execute(db);
  const [row] = taken.rows;
  if (row === undefined) throw await refusal(db, { kind, subject });
  return { kind, subject, at: row.at };
}

async function refusal(db: Db, { kind, subject }: Omit<Try, "at">): Promise<AppError> {
  const { rows } = await sql<{ seconds: number | null }>`
    select extract(epoch from min(x) - now())::float8 + ${WINDOW_SECONDS} as seconds
    from tries t, unnest(t.at) x
    where t.kind = ${kind} and t.subject = ${subject}
      and x > now() - make_interval(secs => ${WINDOW_SECONDS})`.execute(db);
  const seconds = rows[0]?.seconds ?? 1;
  return new AppError("rate_limited", undefined, { retryAfter: Math.max(1, seconds) });
}

/** Takes a try of each; where one is refused, none counts. @throws AppError `rate_limited`. */
export async function takeTries(deps: TriesDeps, all: readonly Limited[]): Promise<Try[]> {
  const taken: Try[] = [];
  try {
    for (const limited of all) taken.push(await takeTry(deps, limited));
    return taken;
  } catch (error) {
    for (const one of taken) await giveBack(deps, one);
    throw error;
  }
}

/** Uncounts one try. */
export async function giveBack({ db }: TriesDeps, { kind, subject, at }: Try): Promise<void> {
  await sql`update tries set at = array_remove(at, ${at}::timestamptz)
    where kind = ${kind} and subject = ${subject}`.execute(db);
}

/** Uncounts all tries of a kind on one subject. */
export async function clearTries({ db, secretKey }: TriesDeps, limited: Limited): Promise<void> {
  await db
    .deleteFrom("tries")
    .where("kind", "=", limited.kind)
    .where("subject", "=", keyOf(limited, secretKey))
    .execute();
}

/** Forgets what no longer counts. */
export async function forgetOldTries(db: Db): Promise<void> {
  await sql`delete from tries where not exists (select from unnest(at) x
    where x > now() - make_interval(secs => ${WINDOW_SECONDS}))`.execute(db);
}
