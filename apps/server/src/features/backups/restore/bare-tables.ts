import type pg from "pg";

const order = "array_position(array['f', 'x', 'u', 'p'], contype::text)";

// What slows rows coming in and is faster made, and checked, once they are there.
const CONSTRAINTS = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
  from pg_constraint
  where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'x', 'f')
    and conrelid <> 'public.migrations'::regclass
  order by ${order}, conrelid::regclass::text, conname`;

const INDEXES = `
  select format('drop index %s', i.indexrelid::regclass) as away, pg_get_indexdef(i.indexrelid) as back
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by c.relname`;

// Triggers are the owner's to switch off; those of foreign keys, a superuser's, are gone with the keys.
const TRIGGERS = `
  select distinct format('alter table %s disable trigger user', tgrelid::regclass) as away,
    format('alter table %s enable trigger user', tgrelid::regclass) as back
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'public'::regnamespace and not t.tgisinternal`;

interface Step {
  away: string;
  back: string;
}

export interface Steps {
  count: number;
  /** Tells of each that is done. */
  putBack(onDone: () => void): Promise<void>;
}

/**
 * Takes keys, indexes and triggers away from all tables. Answers how to put them back, which fails where rows do not keep
 * to them. In the transaction of the caller, so that nothing is ever left without.
 */
export async function bareTables(client: pg.Client): Promise<Steps> {
  const steps: Step[] = [];
  // Triggers first and last: making keys changes no rows.
  for (const query of [TRIGGERS, CONSTRAINTS, INDEXES])
    steps.push(...(await client.query<Step>(query)).rows);
  for (const { away } of steps) await client.query(away);
  const putBack = async (onDone: () => void) => {
    for (const { back } of steps.reverse()) {
      await client.query(back);
      onDone();
    }
  };
  return { count: steps.length, putBack };
}
