-- Up Migration

create function assert_believed(holds boolean) returns void language plpgsql as $$
begin
  if not holds then
    raise exception using errcode = 'BF001', message = 'what was believed is no longer so';
  end if;
end $$;
comment on function assert_believed is
  'Ends a transaction that was prepared with what a process remembers, if that has changed meanwhile.';
