import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { breakagesIn } from "./compatible-migrations.ts";

const folder = path.join(import.meta.dirname, "../migrations");
/** Those before were applied by releases that were stopped meanwhile. */
const FROM = "0029";

describe("a migration", () => {
  it("[O8] leaves the release before what it reads and writes", () => {
    const later = readdirSync(folder).filter((file) => file.endsWith(".sql") && file >= FROM);
    const breakages = later.flatMap((file) =>
      breakagesIn(readFileSync(path.join(folder, file), "utf8")).map((one) => `${file} ${one}`),
    );
    expect(breakages).toEqual([]);
  });

  it.each([
    "drop table cards;",
    "alter table matches drop column format;",
    "alter table matches drop format;",
    "alter table matches rename column format to rules;",
    "alter index a rename to b;",
    "alter table matches alter column format type text;",
    "alter table matches alter format set not null;",
    "alter table matches add column referee uuid not null;",
    "alter table matches\n  add column a int,\n  add referee uuid not null;",
    "drop function held_until_now(tstzrange);",
    "truncate live_events;",
    "-- Harmless.\ndrop view reporting.games;",
  ])("[O8] that would break it is found: %s", (text) => {
    expect(breakagesIn(text)).toHaveLength(1);
  });

  it.each([
    "create table notes (id uuid primary key, text text not null);",
    "alter table matches add column referee uuid;",
    "alter table matches add column rounds int not null default 1;",
    "alter table matches alter column format drop not null;",
    "alter table matches drop constraint matches_check;",
    "drop index a; create index a on matches (id);",
    "drop function f(int); create function f(int, int) returns int language sql as $$ drop table x; $$;",
    "comment on table matches is 'drop table matches; rename it';",
    "-- compatible: nothing has ever read it\nalter table matches drop column old;",
  ])("[O8] that would not is let through: %s", (text) => {
    expect(breakagesIn(text)).toEqual([]);
  });
});
