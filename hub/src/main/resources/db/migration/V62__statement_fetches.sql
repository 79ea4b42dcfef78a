-- Lists that the hub asks PGs for by itself: a row for each day of a channel whose lists are fetched.
create table statement_fetch (
  merchant_id   bigint      not null,
  channel_id    bigint      not null,
  form          text        not null,
  day           date        not null,
  step          int         not null, -- how often its time has come
  due_at        timestamptz,          -- null once it is done with
  lease         uuid,
  leased_until  timestamptz,
  answer        text,                 -- what came of it last, in words
  primary key (merchant_id, channel_id, form, day)
);

create index statement_fetch_due on statement_fetch (due_at, merchant_id) where due_at < 'infinity';
