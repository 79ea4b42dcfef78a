-- What a merchant's server asked for under a key of its own (the header Idempotency-Key), and what it
-- was answered. The answer is sealed; the request is known by its MAC alone.
create table idempotent_request (
  merchant_id bigint      not null references merchant (id),
  key         text        not null,
  request_mac bytea       not null,
  begun_at    timestamptz not null,
  -- null while the request is under way, and for ever where the hub died in it
  status      smallint,
  answer      bytea,
  primary key (merchant_id, key),
  check ((status is null) = (answer is null))
);

-- Old ones are deleted by age.
create index idempotent_request_age on idempotent_request (merchant_id, begun_at);
