-- A page of a long list is found by the index of searches, in the order in which payments began. It had to look
-- at the table for the time that a list judges a payment by; now it need not, where the table was vacuumed.
drop index payment_search;
create index payment_search on payment
  (merchant_id, started_at, payment_number, state, method, channel_id, amount, (card ->> 'code'))
  include (cancelled, charged, currency, listed_at)
  where started_at < 'infinity';

-- Few payments get their status later than a day after they began: cancels and deposits. They stand apart, so
-- that a list whose first page is the oldest payments begins where its time begins, and not with the merchant.
create index payment_late on payment (merchant_id, listed_at)
  include (started_at, payment_number, state)
  where listed_at - started_at > interval '24 hours';
