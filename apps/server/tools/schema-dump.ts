import type pg from "pg";

/** What the dump consists of: every query answers lines of SQL, in a stable order. */
const PARTS: readonly string[] = [
  // Tables with their columns, in the order of the columns.
  `select 'create ' || case c.relpersistence when 'u' then 'unlogged ' else '' end || 'table ' || c.relname || E' (\\n' || string_agg('  ' || a.attname || ' ' ||
      format_type(a.atttypid, a.atttypmod) ||
      case when a.attnotnull then ' not null' else '' end ||
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E',\\n' order by a.attnum) || E'\\n)' ||
      coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || ';' as line
   from pg_class c
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migrations'
   group by c.oid, c.relname, c.reloptions order by c.relname`,
  `select 'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' ' ||
      pg_get_constraintdef(oid) || ';' as line
   from pg_constraint
   where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'c', 'f', 'x')
     and conrelid <> 0 and conrelid::regclass::text <> 'migrations'
   order by conrelid::regclass::text, contype, conname`,
  // Those of columns come with their columns.
  `select 'create sequence ' || c.relname || ';' as line
   from pg_class c left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and d.objid is null order by c.relname`,
  `select pg_get_indexdef(i.indexrelid) || ';' as line
   from pg_index i join pg_class c on c.oid = i.indexrelid
   where c.relnamespace = 'public'::regnamespace
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
   order by c.relname`,
  `select 'create schema ' || nspname || ';' as line from pg_namespace where nspname = 'reporting'`,
  `select 'create view ' || c.oid::regclass || E' as\\n' || pg_get_viewdef(c.oid) as line
   from pg_class c where c.relnamespace in ('public'::regnamespace, 'reporting'::regnamespace) and c.relkind = 'v'
   order by c.oid::regclass::text`,
  `select rtrim(pg_get_functiondef(p.oid)) || ';' as line
   from pg_proc p left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
   where p.pronamespace = 'public'::regnamespace and d.objid is null order by p.proname`,
  `select pg_get_triggerdef(t.oid) || ';' as line
   from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by t.tgname`,
  `select 'comment on ' || case when d.objsubid > 0 then 'column ' || c.oid::regclass || '.' || a.attname
      when c.relkind = 'v' then 'view ' || c.oid::regclass else 'table ' || c.relname end || ' is ' || quote_literal(d.description) || ';' as line
   from pg_description d
   join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
   left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
   where c.relnamespace in ('public'::regnamespace, 'reporting'::regnamespace)
   order by c.relnamespace::regnamespace::text, c.relname, d.objsubid`,
  // Who may read what; the owner may everything, and roles outside are not ours.
  `select 'grant ' || lower(string_agg(a.privilege_type, ', ' order by a.privilege_type)) || ' on ' || c.oid::regclass ||
      ' to ' || a.grantee::regrole || ';' as line
   from pg_class c cross join aclexplode(c.relacl) a
   where c.relnamespace in ('public'::regnamespace, 'reporting'::regnamespace) and a.grantee <> c.relowner
   group by c.oid, a.grantee order by c.oid::regclass::text`,
];

/** The schema as SQL text, the same for the same schema: what the migrations have led to. */
export async function dumpSchema(client: pg.Client): Promise<string> {
  const parts: string[] = [];
  for (const query of PARTS) {
    const { rows } = await client.query<{ line: string }>(query);
    parts.push(...rows.map((row) => row.line.trim()));
  }
  return `-- What the migrations lead to; made by \`npm run schema -- --write\`.\n\n${parts.join("\n\n")}\n`;
}
