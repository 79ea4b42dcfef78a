-- A PG's transaction pays one payment. An answer that names another payment's transaction can't be
-- written down, so the PG is asked by our own order number instead (G05).
create unique index payment_pg_tid on payment (merchant_id, provider, pg_tid)
  where pg_tid is not null and charged;
