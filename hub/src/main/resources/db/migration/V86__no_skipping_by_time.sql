-- PostgreSQL 18 may look for a state behind a span of time by a descent into the index for each time that there
-- is, and counts these as the cost of the lists' and the searches' indexes. Once it had statistics of a table with
-- millions of payments it held them for dearer than to read all payments of a merchant, which took seconds. So
-- it is told of as few times as it believes in without statistics, and the plan is the same with and without.
alter table payment alter column listed_at set (n_distinct = 200), alter column started_at set (n_distinct = 200);

-- It holds from the next statistics on. Where there are none, none are made: they would tell that the table is empty.
do $$
begin
  if exists (select 1 from pg_stats
              where schemaname = current_schema() and tablename = 'payment' and attname = 'listed_at') then
    analyze payment (listed_at, started_at);
  end if;
end $$;
