-- Cash receipts that the merchant's server asks for. Whose they are isn't kept: the identifier is
-- told to the PG alone.
create table receipt (
  merchant_id   bigint      not null,
  -- What it is for: a payment by its number, or a deal outside the hub by its order number.
  kind          text        not null check (kind in ('PAYMENT', 'ORDER')),
  subject       text        not null,
  id            uuid        not null,
  state         text        not null
    check (state in ('ASKED', 'ISSUED', 'CANCEL_ASKED', 'CANCELLED', 'REFUSED', 'UNKNOWN')),
  asked_until   timestamptz not null, -- a call to the PG that has ended by then was lost
  channel_id    bigint      not null,
  provider      text        not null,
  for_company   boolean     not null,
  amount        bigint      not null check (amount > 0),
  vat           bigint      not null,
  receipt_tid   text,
  apply_num     text,
  url           text,
  applied_at    timestamptz,
  cancelled_at  timestamptz,
  created_at    timestamptz not null,
  primary key (merchant_id, kind, subject, id)
);

-- One receipt of a payment or deal at a time.
create unique index receipt_held on receipt (merchant_id, kind, subject)
  where state in ('ASKED', 'ISSUED', 'CANCEL_ASKED');

-- Deliveries of escrow payments, as the PG was told of them; sender and receiver aren't kept.
create table delivery (
  merchant_id     bigint      not null,
  payment_number  text        not null,
  courier         text        not null,
  invoice         text        not null,
  sent_at         timestamptz not null,
  applied_at      timestamptz,          -- null until the PG has said yes
  asked_until     timestamptz not null, -- a call to the PG that has ended by then was lost
  created_at      timestamptz not null,
  primary key (merchant_id, payment_number)
);
