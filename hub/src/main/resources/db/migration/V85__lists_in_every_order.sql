-- V1's lists judge a payment by the time of its status and sort by another: when it began, was paid, or was last
-- changed. For nearly every payment the two are close together, so a page is found near its place in the lists'
-- index (JdbcListPages). Those of which they aren't are found here, so that a list need not look for them among
-- all. A payment that begins, is paid and is left alone stands in neither index. What a list asks for stands in the
-- key, so that a row that doesn't match costs no look at the table, whether or not it was ever vacuumed.

-- The status came later than an hour after the beginning or the payment: cancels, deposits, windows that were left.
drop index payment_late;
create index payment_late on payment (merchant_id, listed_at, state, started_at, paid_at)
  include (payment_number)
  where listed_at - started_at > interval '1 hour' or listed_at - paid_at > interval '1 hour';

-- What else is apart: a PG's clock that is behind, payments that were taken over from another system or
-- changed without a change of status.
create index payment_odd on payment (merchant_id, listed_at, state, started_at, paid_at, updated_at)
  include (payment_number)
  where listed_at - started_at < interval '-1 minute' or listed_at - paid_at < interval '-1 minute'
     or listed_at - updated_at < interval '-1 hour' or listed_at - updated_at > interval '1 minute';

-- No list is read by the index of searches any more, which had the lists' time for it.
drop index payment_search;
create index payment_search on payment
  (merchant_id, started_at, payment_number, state, method, channel_id, amount, (card ->> 'code'))
  include (cancelled, charged, currency)
  where started_at < 'infinity';
