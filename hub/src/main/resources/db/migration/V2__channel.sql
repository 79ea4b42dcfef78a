create table channel (
  merchant_id      bigint      not null,
  id               bigint      not null,
  channel_key      text        not null unique,
  provider         text        not null,
  mid              text        not null,
  mode             text        not null check (mode in ('LIVE', 'TEST', 'SANDBOX')),
  is_default       boolean     not null,
  for_billing      boolean     not null,
  settings_sealed  bytea       not null,
  created_at       timestamptz not null,
  primary key (merchant_id, id),
  unique (merchant_id, provider, mid)
);

-- A merchant has at most one default channel.
create unique index channel_default on channel (merchant_id) where is_default;
