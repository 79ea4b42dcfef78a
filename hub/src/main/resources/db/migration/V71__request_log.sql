-- What REST calls a merchant made, for its developers; a sample where there are many, kept for days.
create table api_request (
  merchant_id     bigint      not null,
  id              uuid        not null, -- ascending in time
  at              timestamptz not null,
  method          text        not null,
  path            text        not null, -- the route, such as /payments/{imp_uid}; never a query
  status          smallint    not null,
  code            smallint,             -- V1's code; null where the hub sent none
  payment_number  text,
  took_ms         integer     not null,
  primary key (merchant_id, id)
);
