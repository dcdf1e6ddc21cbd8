import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { execute } from "../../platform/rows.ts";
import { announceImport, auditImport, changeImport } from "./changes.ts";
import { findImport, type ImportRow, UNDER_WAY } from "./imports.queries.ts";
import { lockHistory } from "./work/load.ts";

/** Takes back exactly what an import brought. @throws AppError `not_found`, `import_over`, `import_running`, `conflict`. */
export async function revertImport(db: Db, id: string, actorId: string): Promise<ImportRow> {
  const { venue_id: venueId } = await findImport(db, id);
  try {
    return await db.transaction().execute(async (tx) => {
      await lockHistory(tx, venueId);
      await refuseWhileRunning(tx, venueId);
      const reverted = { status: "reverted" } as const;
      if (!(await changeImport(tx, { id, from: ["finished"] }, reverted)))
        throw new AppError("import_over");
      await takeBack(tx, id, venueId);
      await auditImport(tx, id, { actorId, action: "import.reverted" });
      return announceImport(tx, id);
    });
  } catch (error) {
    // Somebody has begun to use what it brought.
    throw violatedConstraint(error) === undefined ? error : new AppError("conflict");
  }
}

/** What runs has perhaps met people who would go. */
async function refuseWhileRunning(tx: Transaction, venueId: string): Promise<void> {
  const running = await tx
    .selectFrom("imports")
    .select("id")
    .where("venue_id", "=", venueId)
    .where("status", "in", [...UNDER_WAY])
    .executeTakeFirst();
  if (running !== undefined) throw new AppError("import_running");
}

async function takeBack(tx: Transaction, id: string, venueId: string): Promise<void> {
  await sql`
    delete from game_lines l using games g
    where g.venue_id = ${venueId} and g.import_id = ${id}
      and l.venue_id = g.venue_id and l.game_id = g.id`.execute(tx);
  await sql`delete from games where venue_id = ${venueId} and import_id = ${id}`.execute(tx);
  const needed = (await referencesToPlayers(tx))
    .map((place) => `and not exists (select from ${place} = c.player_id)`)
    .join(" ");
  await execute(
    tx,
    `with gone as (
       delete from player_codes c where c.venue_id = $1 and c.import_id = $2
         and not exists (select from players p where p.id = c.player_id and p.user_id is not null)
         and not exists (select from player_codes o where o.player_id = c.player_id and o.code <> c.code) ${needed}
       returning player_id
     )
     delete from players p using gone where p.id = gone.player_id`,
    [venueId, id],
  );
}

/** Every place of the database that needs a player to stay; what goes with the player does not. */
async function referencesToPlayers(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ place: string }>`
    select format('%s r where r.%I', k.conrelid::regclass, a.attname) as place
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.confrelid = 'players'::regclass and k.contype = 'f' and k.confdeltype in ('a', 'r')
      and k.conrelid <> 'player_codes'::regclass
    order by 1`.execute(tx);
  return rows.map(({ place }) => place);
}
