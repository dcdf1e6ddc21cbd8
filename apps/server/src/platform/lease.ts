import { sql } from "kysely";
import type { Db } from "./database.ts";
import { newId } from "./ids.ts";

export interface Lease {
  /** Whether this process holds it now. */
  held(): boolean;
  /** Gives it up, so that another gets it at once. */
  release(): Promise<void>;
}

interface LeaseDeps {
  db: Db;
  name: string;
  /** Called each time this process gets it. */
  onGain: () => void;
  /** Called each time this process has lost it, or could not ask whether it still has it. */
  onLoss: () => void;
  log: { warn: (data: object, message: string) => void };
  lastsMs?: number;
}

const LASTS_MS = 15_000;

/**
 * Tries to be the one process that does something; when that one is gone, another takes over within the time that a
 * lease lasts and a third of it. Resolves after the first try.
 */
export async function keepLease(deps: LeaseDeps): Promise<Lease> {
  const { db, name, onGain, onLoss, log, lastsMs = LASTS_MS } = deps;
  const holder = newId();
  let heldUntil = 0;
  let isHeld = false;
  let ending: NodeJS.Timeout | undefined;

  const settle = (): void => {
    const left = heldUntil - performance.now();
    const now = left > 0;
    clearTimeout(ending);
    // It ends on time also while a question about it hangs.
    if (now) ending = setTimeout(settle, Math.ceil(left));
    if (now === isHeld) return;
    isHeld = now;
    if (now) onGain();
    else onLoss();
  };
  const ask = async (): Promise<void> => {
    // By our own clock it ends before it does in the database.
    const askedAt = performance.now();
    try {
      heldUntil = (await take(db, name, holder, lastsMs)) ? askedAt + lastsMs : 0;
    } catch (error) {
      log.warn({ err: error }, "could not ask for the lease");
    }
    settle();
  };
  let asking: Promise<void> | undefined;
  const askAlone = (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  const timer = setInterval(askAlone, lastsMs / 3);
  await askAlone();
  return {
    held: () => isHeld,
    release: async () => {
      clearInterval(timer);
      await asking;
      heldUntil = 0;
      settle();
      await db
        .deleteFrom("leases")
        .where("name", "=", name)
        .where("holder", "=", holder)
        .execute()
        .catch(() => undefined);
    },
  };
}

async function take(db: Db, name: string, holder: string, lastsMs: number): Promise<boolean> {
  const { rows } = await sql`
    insert into leases as l (name, holder, until)
    values (${name}, ${holder}, now() + make_interval(secs => ${lastsMs / 1_000}))
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where l.holder = excluded.holder or l.until < now()
    returning 1`.execute(db);
  return rows.length > 0;
}
