-- Up Migration

-- Announcements come in the order of their instants: ranges of pages tell as much as an entry for each of them.
drop index live_events_at;
create index live_events_at on live_events using brin (at) with (pages_per_range = 16);
