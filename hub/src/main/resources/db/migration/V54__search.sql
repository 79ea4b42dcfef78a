-- Where people look a merchant's payments up, the newest first. What a search may ask for stands in the
-- index's key, so that a row that doesn't match costs no look at the table, whether or not it was ever
-- vacuumed; what the day's figures add up is included. The conditions are always true; only these
-- searches have them, so that no other statement chooses these indexes.
create index payment_search on payment
  (merchant_id, started_at, payment_number, state, method, channel_id, amount, (card ->> 'code'))
  include (cancelled, charged, currency)
  where started_at < 'infinity';

create index payment_by_card on payment
  (merchant_id, left(card ->> 'maskedNumber', 6), started_at, payment_number)
  where card ->> 'maskedNumber' > '';

create index payment_by_tid on payment (merchant_id, pg_tid, started_at, payment_number)
  where pg_tid > '';

-- Finds payments by their buyer, whose name, e-mail and telephone number are sealed: a row for each, by
-- a digest under the key ring's HMAC key, of which 64 bits are kept. Of payments that were entered
-- before there are none.
create table payment_buyer (
  merchant_id     bigint      not null,
  digest          bigint      not null,
  started_at      timestamptz not null,
  payment_number  text        not null,
  primary key (merchant_id, digest, started_at, payment_number)
);

-- Webhooks that were given up, which people look for and send again.
create index webhook_task_dead on webhook_task (merchant_id, id) where state = 'dead';

-- What operators did to a payment, a schedule or a key.
create index audit_of_subject on audit (merchant_id, subject, at);
