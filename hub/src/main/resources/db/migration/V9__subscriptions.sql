-- Payments that the merchant's server asks for, without a window.
alter table payment
  -- A scheduled charge is told of by webhook even when it failed (spec/rest-api.md §4.7.5).
  add column tells_failure boolean not null default false,
  -- The month of its key that a charge counts to, where the merchant allows one a month.
  add column key_slot      text;

create unique index payment_key_slot on payment (merchant_id, customer_uid, key_slot)
  where key_slot is not null;
create index payment_by_key on payment (merchant_id, customer_uid, started_at)
  where customer_uid is not null;

alter table attempt
  drop constraint attempt_kind_check,
  add constraint attempt_kind_check check (kind in ('APPROVE', 'CHARGE', 'CANCEL'));

-- Who a key belongs to, as the merchant named them.
alter table billing_key add column holder_sealed bytea;

-- A key that is, or was, asked of a PG by card data: on record before the PG hears of it (G02).
-- No money moves, so nothing is left to settle where the outcome stays unknown.
create table key_issue (
  merchant_id   bigint      not null,
  order_id      text        not null, -- what the PG sees
  customer_uid  text        not null,
  channel_id    bigint      not null,
  asked_at      timestamptz not null,
  outcome       text,                 -- null while it is under way, or after a crash
  ended_at      timestamptz,
  primary key (merchant_id, order_id)
);

create unique index key_issue_order on key_issue (order_id);

create table schedule (
  merchant_id   bigint      not null,
  id            bigint      generated always as identity,
  customer_uid  text        not null,
  merchant_uid  text        not null,
  status        text        not null check (status in ('scheduled', 'executed', 'revoked')),
  channel_id    bigint      not null, -- the key's, when it was scheduled; so is the method
  method        text        not null,
  schedule_at   timestamptz not null,
  amount        bigint      not null check (amount > 0),
  currency      text        not null,
  name          text,
  tax_free      bigint,
  vat           bigint,
  card_quota    int         not null,
  buyer_sealed  bytea       not null,
  seal_id       uuid        not null, -- what the buyer's data are sealed to
  custom_data   text,
  notice_urls   jsonb       not null,
  customer_id   text,
  created_at    timestamptz not null,
  -- A node that works on it; only a hint, so that others look elsewhere: who executes it is
  -- decided by its status, in the same commit that enters the payment (G15).
  leased_until  timestamptz,
  executed_at   timestamptz,
  revoked_at    timestamptz,
  imp_uid       text,                 -- the payment that came of it
  primary key (merchant_id, id)
);

-- An order is scheduled once at a time.
create unique index schedule_pending on schedule (merchant_id, merchant_uid)
  where status = 'scheduled';
create index schedule_due on schedule (schedule_at) where status = 'scheduled';
create index schedule_of_order on schedule (merchant_id, merchant_uid, id);
create index schedule_of_customer on schedule (merchant_id, customer_uid, schedule_at);
create index schedule_by_time on schedule (merchant_id, schedule_at);
