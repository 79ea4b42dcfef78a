-- What merchants are told (spec/webhooks.md). A task is one notice to one address.
create table webhook_task (
  merchant_id  bigint      not null,
  id           uuid        not null,
  imp_uid      text        not null,
  -- The order of a payment's events: drawn while the payment's row is locked.
  seq          bigint      generated always as identity,
  url          text        not null, -- empty where the merchant has none
  content_type text        not null,
  body         text        not null,
  state        text        not null
    check (state in ('pending', 'sent', 'dead', 'not_sent', 'no_target')),
  tries        int         not null default 0, -- sends of the running ladder that have ended
  manual       boolean     not null default false, -- the next send was asked for by a person
  due_at       timestamptz not null,
  lease        uuid,                               -- whose send is under way
  leased_until timestamptz,
  created_at   timestamptz not null,
  sent_at      timestamptz,                        -- first success
  primary key (merchant_id, id)
);

-- The pending ones are few and are found without touching those that ended.
create index webhook_task_due on webhook_task (merchant_id, due_at, seq) where state = 'pending';
create index webhook_task_line on webhook_task (merchant_id, imp_uid, seq) where state = 'pending';
create index webhook_task_payment on webhook_task (merchant_id, imp_uid, seq);

-- One line a send (spec/webhooks.md §8).
create table webhook_delivery (
  merchant_id  bigint      not null,
  task_id      uuid        not null,
  no           bigint      generated always as identity, -- the order of sends
  at           timestamptz not null,
  url          text        not null,
  content_type text        not null,
  body         text        not null,
  http_status  int,                  -- null when there was no answer
  error        text,                 -- null when there was one
  duration_ms  bigint      not null,
  trigger      text        not null, -- auto, retry 1 .. retry 5, manual
  answer       text        not null, -- its first 4 KB
  primary key (merchant_id, task_id, no)
);
