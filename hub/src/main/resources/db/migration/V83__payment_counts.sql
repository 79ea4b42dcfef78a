-- V1's lists tell how many payments there are in all. A worker counts them once, stretch by stretch of time
-- and some 5,000 at once; a list adds such counts up, and counts by an index only what lies at its two ends.

-- How many payments of a state are listed in a stretch of time. A merchant's stretches follow each other
-- without a gap.
create table payment_count (
  merchant_id  bigint      not null,
  began        timestamptz not null, -- listed_at of what is counted, included
  ended        timestamptz not null, -- and excluded
  state        text        not null,
  count        bigint      not null,
  primary key (merchant_id, began, state)
);

-- What came later to the past, or left it: a payment of May that is cancelled in June. A count holds with
-- the changes that stand here; who counts takes those away that the same statement sees counted. Only ever
-- inserted into by whoever pays or cancels, so that nobody waits for another's row.
create table payment_count_change (
  merchant_id  bigint      not null,
  listed_at    timestamptz not null,
  id           uuid        not null default gen_random_uuid(),
  state        text        not null,
  change       smallint    not null, -- 1 or -1
  primary key (merchant_id, listed_at, id)
);

-- Until when a merchant's payments are counted, and when there is next to be looked; its row is locked by
-- who counts.
create table payment_count_turn (
  merchant_id  bigint      not null,
  counted_to   timestamptz not null,
  look_at      timestamptz not null,
  primary key (merchant_id)
);

-- Nothing of the last two hours is ever counted (JdbcPaymentCounts), so that whoever changes the last one's
-- need write nothing down: nearly every payment begins and ends in it, and pays for two comparisons. Both
-- times are the database's. In between lies an hour for the longest transaction.
create function payment_count_changes() returns trigger language plpgsql as
$$ begin
  -- Whoever moves to another database takes the counts along (V79).
  if current_setting('naru.moving', true) = coalesce(new.merchant_id, old.merchant_id)::text then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into payment_count_change (merchant_id, listed_at, state, change)
    select old.merchant_id, old.listed_at, old.state, -1 where old.listed_at < now() - interval '1 hour';
  end if;
  if tg_op <> 'DELETE' then
    insert into payment_count_change (merchant_id, listed_at, state, change)
    select new.merchant_id, new.listed_at, new.state, 1 where new.listed_at < now() - interval '1 hour';
  end if;
  return null;
end $$;

create trigger payment_count_inserted after insert on payment
  for each row when (new.listed_at < now() - interval '1 hour')
  execute function payment_count_changes();
create trigger payment_count_updated after update on payment
  for each row when ((old.listed_at <> new.listed_at or old.state <> new.state)
                     and (old.listed_at < now() - interval '1 hour'
                          or new.listed_at < now() - interval '1 hour'))
  execute function payment_count_changes();
create trigger payment_count_deleted after delete on payment
  for each row when (old.listed_at < now() - interval '1 hour')
  execute function payment_count_changes();

-- A table that was emptied has nothing to count.
create function payment_count_emptied() returns trigger language plpgsql as
$$ begin
  delete from payment_count;
  delete from payment_count_change;
  delete from payment_count_turn;
  return null;
end $$;
create trigger payment_count_emptied after truncate on payment
  for each statement execute function payment_count_emptied();
