-- Verifications of who a person is. Who it is is sealed, and goes with the row (G27); a row that is
-- not certified holds nothing of a person.
create table certification (
  merchant_id           bigint      not null,
  certification_number  text        not null,
  order_number          text        not null,
  channel_id            bigint      not null,
  provider              text        not null,
  transaction_id        text        not null,
  token_hash            bytea       not null,
  request               jsonb       not null, -- how the window was asked for
  page_url              text,
  state                 text        not null
    check (state in ('OPENED', 'ASKING', 'CERTIFIED', 'FAILED')),
  ends_at               timestamptz not null, -- what is open by then has failed
  fail_code             text,
  fail_reason           text,
  pg_tid                text,
  person_sealed         bytea,
  certified_at          timestamptz,
  created_at            timestamptz not null,
  primary key (merchant_id, certification_number),
  check (state = 'CERTIFIED' or person_sealed is null)
);

create unique index certification_by_token on certification (merchant_id, token_hash);
