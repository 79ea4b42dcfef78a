-- Lists of a merchant's payments by time: each payment is judged by the time of its own status
-- (spec/rest-api.md §1.7). The index holds all that a list is chosen and sorted by, so that a page
-- reads only its own rows of the table. The condition is always true; only the lists' statements
-- have it, so that no other statement chooses this index.
alter table payment
  add column listed_at timestamptz generated always as (
    coalesce(
      case state when 'PAID' then paid_at when 'CANCELLED' then cancelled_at
                 when 'FAILED' then failed_at end,
      started_at)) stored;

create index payment_listed on payment (merchant_id, listed_at)
  include (state, started_at, paid_at, updated_at, payment_number)
  where listed_at < 'infinity';
