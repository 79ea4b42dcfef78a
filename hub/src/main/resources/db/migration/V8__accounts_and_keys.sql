-- What a payment is besides a card payment: an account that waits for money, a key that was issued.
alter table payment
  add column bank               jsonb,
  add column account            jsonb,
  add column account_issued_at  timestamptz,
  add column customer_uid_usage text,
  -- False for a record that stands for a billing key alone: the PG holds no money of it.
  add column charged            boolean not null default true,
  drop constraint payment_state_check,
  add constraint payment_state_check
    check (state in ('READY', 'APPROVING', 'AWAITING_DEPOSIT', 'PAID', 'FAILED', 'CANCELLED'));

create table billing_key (
  merchant_id      bigint      not null,
  customer_uid     text        not null,
  channel_id       bigint      not null,
  provider         text        not null,
  mid              text        not null,
  test             boolean     not null,
  method           text        not null,
  key_sealed       bytea       not null,
  card             jsonb,
  customer_id      text,
  issued_by        text        not null, -- the imp_uid of the payment that issued it
  inserted_at      timestamptz not null,
  updated_at       timestamptz not null,
  primary key (merchant_id, customer_uid)
);
