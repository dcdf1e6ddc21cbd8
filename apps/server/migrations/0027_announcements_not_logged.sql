-- Up Migration

-- Announcements were four tenths of what a goal adds to the write-ahead log. What they tell of is stored in its own place:
-- should PostgreSQL break off, they are gone, `live_head` shows it, and viewers begin anew.
alter table live_events set unlogged;
comment on table live_events is
  'Announcements of the last hour, for viewers that come back; empty after PostgreSQL has broken off.';
