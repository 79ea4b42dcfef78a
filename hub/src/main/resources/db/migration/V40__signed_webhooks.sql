-- The event that a webhook tells of: the same at every address and every try. What exists told of
-- one event an address.
alter table webhook_task add column event_id uuid;
update webhook_task set event_id = id;
alter table webhook_task alter column event_id set not null;

-- A condition that is always true, as in the indexes of due work: only statements that ask by payment
-- have it, so that none that looks one webhook up can choose this index and read all of a merchant's.
drop index webhook_task_of_payment;
create index webhook_task_of_payment on webhook_task (merchant_id, payment_number, no)
  where no > 0;

-- The secrets that a merchant's webhooks are signed with. A rotated one signs beside the new one
-- until it expires.
create table webhook_secret (
  merchant_id bigint      not null,
  id          uuid        not null,
  sealed      bytea       not null,
  created_at  timestamptz not null,
  expires_at  timestamptz, -- null for the newest one
  primary key (merchant_id, id)
);
-- One newest secret a merchant, whichever node makes it first.
create unique index webhook_secret_newest on webhook_secret (merchant_id) where expires_at is null;
