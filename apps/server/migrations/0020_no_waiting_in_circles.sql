-- Up Migration

alter table notices drop constraint notices_venue_id_fkey;
comment on column notices.venue_id is
  'Not a reference: it would lock the venue''s row after its reservations'', against the order of locks.';
