create table payment (
  merchant_id      bigint      not null,
  imp_uid          text        not null,
  merchant_uid     text        not null,
  state            text        not null check (state in ('READY', 'APPROVING', 'PAID', 'FAILED', 'CANCELLED')),
  holds_order      boolean     not null,
  channel_id       bigint      not null,
  provider         text        not null,
  mid              text        not null,
  test             boolean     not null,
  escrow           boolean     not null,
  method           text        not null,
  device           text        not null,
  emb_pg_provider  text,
  pg_tid           text,
  apply_num        text        not null default '',
  card             jsonb,
  name             text,
  amount           bigint      not null check (amount >= 0),
  currency         text        not null,
  tax_free         bigint,
  vat              bigint,
  cancelled        bigint      not null default 0,
  cancel_claim     uuid,
  buyer_sealed     bytea       not null,
  custom_data      text,
  user_agent       text,
  notice_urls      jsonb       not null,
  confirm_url      text,
  started_at       timestamptz not null,
  paid_at          timestamptz,
  failed_at        timestamptz,
  cancelled_at     timestamptz,
  updated_at       timestamptz not null,
  fail_code        text,
  fail_reason      text,
  cancel_reason    text,
  receipt_url      text,
  customer_uid     text,
  primary key (merchant_id, imp_uid),
  -- The sum of the cancels never exceeds what was paid, whatever the code above believes (G09).
  check (cancelled between 0 and amount)
);

create unique index payment_imp_uid on payment (imp_uid);
-- One payment of an order may be with the PG, or paid, at a time: paid twice is impossible (G14).
create unique index payment_holds_order on payment (merchant_id, merchant_uid) where holds_order;
create index payment_by_order on payment (merchant_id, merchant_uid, started_at);

-- What is asked of a PG, on record before the first byte goes out (G02).
create table attempt (
  merchant_id   bigint      not null,
  id            uuid        not null,
  imp_uid       text        not null,
  kind          text        not null check (kind in ('APPROVE', 'CANCEL')),
  amount        bigint      not null,
  request       jsonb       not null,
  proof_sealed  bytea,
  -- Rises with every worker that takes the attempt over; who holds an older number writes nothing.
  fence         int         not null default 0,
  -- When the janitor may take over; null once the PG has said what is true.
  due_at        timestamptz,
  outcome       text,
  created_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (merchant_id, id)
);

create index attempt_due on attempt (due_at) where due_at is not null;
create index attempt_of_payment on attempt (merchant_id, imp_uid);

create table payment_cancel (
  merchant_id      bigint      not null,
  imp_uid          text        not null,
  cancellation_id  text        not null,
  pg_tid           text        not null,
  amount           bigint      not null check (amount > 0),
  reason           text        not null,
  receipt_url      text,
  cancelled_at     timestamptz not null,
  primary key (merchant_id, imp_uid, cancellation_id)
);

-- What happened to a payment, in order. Only ever inserted into (G11).
create table journal (
  merchant_id  bigint      not null,
  imp_uid      text        not null,
  id           uuid        not null,
  at           timestamptz not null,
  what         text        not null,
  detail       text        not null,
  primary key (merchant_id, imp_uid, id)
);

create table prepared_amount (
  merchant_id   bigint  not null,
  merchant_uid  text    not null,
  amount        numeric not null,
  currency      text,
  primary key (merchant_id, merchant_uid)
);
