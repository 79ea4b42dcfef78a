-- The sandbox's own database. Run at every start, so every statement must be repeatable.

create table if not exists charge (
  id               bigint generated always as identity primary key,
  pg               text   not null,
  mid              text   not null,
  tid              text   not null,
  order_id         text   not null,
  amount           bigint not null check (amount >= 0),
  cancelled_amount bigint not null check (cancelled_amount between 0 and amount),
  status           text   not null check (status in ('paid', 'cancelled', 'waiting', 'key')),
  pay_method       text   not null,
  details          text   not null,
  unique (pg, tid)
);
create index if not exists charge_order on charge (pg, mid, order_id, id);

create table if not exists cancel (
  id         bigint generated always as identity primary key,
  pg         text   not null,
  tid        text   not null,
  cancel_tid text   not null,
  amount     bigint not null check (amount > 0),
  at         text   not null,
  foreign key (pg, tid) references charge (pg, tid) on delete cascade,
  unique (pg, tid, cancel_tid)
);

create table if not exists note (
  pg   text not null,
  kind text not null,
  id   text not null,
  body text not null,
  primary key (pg, kind, id)
);

create table if not exists scenario (
  id         bigint generated always as identity primary key,
  pg         text   not null,
  match      jsonb  not null,
  fault      text   not null,
  amount     bigint not null,
  delay_ms   bigint not null,
  times_left int    not null check (times_left >= 0)
);
create index if not exists scenario_left on scenario (pg, id) where times_left > 0;

create table if not exists request (
  id        bigint generated always as identity primary key,
  at        text  not null,
  pg        text  not null,
  tid       text,
  order_id  text  not null,
  operation text  not null,
  fields    text not null
);
create index if not exists request_tid on request (tid);
create index if not exists request_order on request (order_id);

-- due_at is the PGs' time in epoch milliseconds; null when no further attempt follows.
create table if not exists notice (
  id              bigint generated always as identity primary key,
  pg              text    not null,
  tid             text    not null,
  target          text    not null,
  content_type    text    not null,
  body            bytea   not null,
  acknowledgement text    not null,
  again_ms        text    not null,
  tries           int     not null,
  once_more       boolean not null,
  due_at          bigint
);
create index if not exists notice_due on notice (due_at) where due_at is not null;
