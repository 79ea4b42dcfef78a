-- Who uses the hub, and the access token each has (spec/rest-api.md §1.2).
-- Plain SQL that PostgreSQL-compatible distributed engines run too: no sequences, no extensions.
create table merchant (
  id bigint primary key,
  user_code text not null unique,
  name text not null,
  api_key text not null unique,
  -- SHA-256: the secret is random, so a slow hash would only slow the token call down
  api_secret_hash bytea not null,
  settings jsonb not null,
  created_at timestamptz not null
);

-- One row a merchant: whoever asks again gets the same token until it expires. The token itself is
-- made from the nonce with the hub's key; this table alone gives no token away (G29).
create table api_token (
  merchant_id bigint primary key references merchant (id),
  nonce bytea not null,
  token_hash bytea not null unique,
  expires_at timestamptz not null
);
