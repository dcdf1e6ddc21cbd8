-- Up Migration

create table match_beginnings (
  venue_id uuid not null,
  match_id uuid not null,
  state jsonb not null,
  primary key (venue_id, match_id),
  foreign key (venue_id, match_id) references matches on delete cascade
);
comment on table match_beginnings is
  'The state of a table when a match began there, from which late events are folded again. Apart from the match, whose row is written with every goal.';

insert into match_beginnings (venue_id, match_id, state)
select venue_id, id, state_before from matches;

alter table matches drop column state_before;
