-- One open window of one payment. The token in its addresses is not here, only its SHA-256.
create table checkout_session (
  merchant_id    bigint      not null,
  token_hash     bytea       not null,
  imp_uid        text        not null,
  request_id     text        not null,
  origin         text        not null,
  hub_origin     text        not null,
  mobile         boolean     not null,
  m_redirect_url text,
  request        jsonb       not null,
  ending         text        check (ending in ('LEFT', 'NOT_AUTHENTICATED')),
  created_at     timestamptz not null,
  primary key (merchant_id, token_hash)
);

-- for cleaning up
create index checkout_session_created_at on checkout_session (created_at);
