-- Billing keys that came through a buyer's browser and that nobody has vouched for. They stand beside
-- the customer's key until a charge with one of them succeeds: then it takes that key's place.
create table unproved_key (
  merchant_id   bigint      not null,
  customer_key  text        not null,
  issued_by     text        not null, -- the payment number of the window
  channel_id    bigint      not null,
  provider      text        not null,
  mid           text        not null,
  test          boolean     not null,
  method        text        not null,
  key_sealed    bytea       not null, -- sealed to the row in billing_key that it is to take
  card          jsonb,
  issued_for    text,
  declines      int         not null default 0,
  inserted_at   timestamptz not null,
  primary key (merchant_id, customer_key, issued_by)
);
