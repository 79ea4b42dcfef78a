-- A list of one status of a merchant's payments is counted without a look at those of another: the
-- status stands in the key, so that a row that doesn't match costs no look at the table.
drop index payment_listed;
create index payment_listed on payment (merchant_id, listed_at, state)
  include (started_at, paid_at, updated_at, payment_number)
  where listed_at < 'infinity';
