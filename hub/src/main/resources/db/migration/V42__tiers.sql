-- Sub-merchants of an agency: each is a merchant of its own, which the agency's token reaches by a
-- code of three characters (spec/rest-api.md §1.2).
create table tier (
  merchant_id  bigint      not null references merchant (id), -- the agency
  code         text        not null check (code ~ '^[A-Z0-9]{3}$'),
  name         text        not null,
  member_id    bigint      not null references merchant (id), -- the sub-merchant
  created_at   timestamptz not null,
  primary key (merchant_id, code)
);
