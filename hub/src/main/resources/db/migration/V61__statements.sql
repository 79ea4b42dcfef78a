-- What PGs say they hold (docs/protocols/reconciliation.md). A statement is one list as it came, of a day's
-- transactions or of a payout; it is never changed. Another list of the same day is a further one, and the
-- newest alone counts.
create table statement (
  merchant_id  bigint      not null,
  id           uuid        not null,
  channel_id   bigint      not null,
  provider     text        not null,
  mid          text        not null,
  test         boolean     not null,
  form         text        not null,
  kind         text        not null check (kind in ('TRANSACTIONS', 'PAYOUTS')),
  day          date        not null,
  sha256       bytea       not null,
  source       text        not null check (source in ('FETCHED', 'FILE')),
  brought_by   text        not null,
  state        text        not null check (state in ('READ', 'REFUSED')),
  refusal      text,
  is_current   boolean     not null,
  row_count    bigint      not null,
  charged      bigint      not null, -- sums of the rows, in minor units
  cancelled    bigint      not null,
  fee          bigint      not null,
  fee_vat      bigint      not null,
  net          bigint      not null,
  created_at   timestamptz not null,
  primary key (merchant_id, id)
);

create unique index statement_current on statement (merchant_id, channel_id, form, day) where is_current;
create unique index statement_bytes on statement (merchant_id, channel_id, form, day, sha256)
  where state = 'READ';

create table statement_row (
  merchant_id      bigint      not null,
  statement_id     uuid        not null,
  line             bigint      not null,
  kind             text        not null,
  -- The PG's number of the charge; empty while only the order's number says which charge it is.
  pg_tid           text        not null,
  event_tid        text        not null,
  pg_order_number  text        not null,
  amount           bigint      not null,
  currency         text        not null,
  fee              bigint,
  fee_vat          bigint,
  net              bigint,
  occurred_at      timestamptz not null,
  settled_on       date,
  method           text        not null,
  approval_number  text        not null,
  primary key (merchant_id, statement_id, line)
);

create index statement_row_of_charge on statement_row (merchant_id, pg_tid);
create index statement_row_of_order on statement_row (merchant_id, pg_order_number);

-- Who imports for a channel holds its row, so that two imports follow one another.
create table statement_turn (
  merchant_id  bigint not null,
  channel_id   bigint not null,
  primary key (merchant_id, channel_id)
);

-- Where the hub's book and the PG's list don't agree.
create table difference (
  merchant_id      bigint      not null,
  id               uuid        not null,
  channel_id       bigint      not null,
  provider         text        not null,
  mid              text        not null,
  test             boolean     not null,
  day              date        not null, -- of the list that shows it
  class            text        not null,
  pg_tid           text        not null,
  pg_order_number  text        not null,
  payment_number   text,                 -- null where the hub has no such payment
  there_amount     bigint,               -- minor units; null where the lists don't say
  there_cancelled  bigint      not null,
  here_amount      bigint,
  here_cancelled   bigint,
  currency         text        not null,
  occurred_at      timestamptz,
  cancelled_at     timestamptz,
  cancel_tid       text        not null,
  method           text        not null,
  approval_number  text        not null,
  state            text        not null check (state in ('OPEN', 'SETTLED')),
  found_at         timestamptz not null,
  settled_at       timestamptz,
  settled_as       text,
  settled_by       text,
  reason           text,
  primary key (merchant_id, id)
);

create unique index difference_open on difference
  (merchant_id, channel_id, class, pg_tid, pg_order_number) where state = 'OPEN';
create index difference_of_charge on difference (merchant_id, channel_id, pg_tid, pg_order_number);
create index difference_of_day on difference (merchant_id, day, class, id);
