/** A campus of 20 tables whose sensors have told a million things, in 20,000 matches of 8 players. */
export const millionEvents = (events: number): string => `
  insert into venues (id, name, time_zone, opening_hours, policy)
    select gen_random_uuid(), 'Souk', 'Europe/Paris', '{}', '{}' where not exists (select from venues);
  insert into tables (venue_id, id, code, name)
    select v.id, gen_random_uuid(), 'L' || n, 'Loaded ' || n
    from (select id from venues limit 1) v, generate_series(1, 20) n;
  insert into players (id, display_name)
    select gen_random_uuid(), 'Loaded ' || n from generate_series(1, 500) n;
  create temporary table loaded as
    select t.venue_id, t.id as table_id, gen_random_uuid() as id, n,
      row_number() over (order by n, t.id) - 1 as number
    from tables t, generate_series(1, ${Math.ceil(events / 50 / 20)}) n where t.name like 'Loaded %';
  insert into matches (venue_id, id, table_id, status, format, scored_by, opened_by, started_at, finished_at,
      score_red, score_blue, winner)
    select venue_id, id, table_id, 'finished', '{}', 'sensor', gen_random_uuid(),
      timestamptz '2025-09-01' + n * interval '10 min', timestamptz '2025-09-01' + n * interval '10 min 8 s', 10, 4, 'red'
    from loaded;
  insert into table_events (venue_id, id, table_id, at, source, type, body, boot_id, boot, seq, device_ms,
      received_at, outcome, match_id, effect)
    select venue_id, gen_random_uuid(), table_id, at, 'device', 'goal', jsonb_build_object('side', side, 'speed', seq % 40),
      'boot-' || table_id, 1, n * 50 + seq, seq * 5000, at, 'counted', id, jsonb_build_object('type', 'goal', 'side', side)
    from loaded, generate_series(0, 49) seq,
      lateral (select timestamptz '2025-09-01' + n * interval '10 min' + seq * interval '5 s' as at,
        case when seq % 2 = 0 then 'red' else 'blue' end as side) as one;
  drop table loaded`;
