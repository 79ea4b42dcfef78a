-- Who may sign in to the console. Users of the hub itself, its operators, have merchant 0.
create table console_user (
  merchant_id    bigint      not null,
  id             uuid        not null,
  email          text        not null unique, -- in lower case
  name           text        not null,
  role           text        not null,
  password_hash  text, -- Argon2id; null until the invitation is followed
  created_at     timestamptz not null,
  signed_in_at   timestamptz,
  disabled_at    timestamptz,
  primary key (merchant_id, id),
  check ((role = 'OPERATOR') = (merchant_id = 0))
);

-- Who has signed in. The cookie's token is random, and this table alone gives none away (G29).
create table console_session (
  token_hash       bytea       primary key,
  merchant_id      bigint      not null,
  user_id          uuid        not null,
  seen_at          timestamptz not null,
  ends_at          timestamptz not null,
  chosen_merchant  bigint, -- the merchant that an operator works on
  kept             jsonb,  -- a form that was sent after the session before had ended; no secrets
  foreign key (merchant_id, user_id) references console_user (merchant_id, id)
);
create index console_session_of_user on console_session (merchant_id, user_id);
create index console_session_over on console_session (ends_at);

-- Links by which a user sets a password: an invitation, or a reset.
create table console_link (
  token_hash   bytea       primary key,
  merchant_id  bigint      not null,
  user_id      uuid        not null,
  ends_at      timestamptz not null,
  foreign key (merchant_id, user_id) references console_user (merchant_id, id)
);
create index console_link_of_user on console_link (merchant_id, user_id);
