-- Passkeys of the console's users (WebAuthn). Nothing of it opens anything: the key that signs never leaves
-- the user's device.
create table console_passkey (
  credential_id  bytea       primary key,
  merchant_id    bigint      not null,
  user_id        uuid        not null,
  name           text        not null,
  public_key     bytea       not null, -- attested credential data (WebAuthn Level 2, 6.5.1)
  counter        bigint      not null, -- of its signatures; 0 where the device counts none
  created_at     timestamptz not null,
  used_at        timestamptz,
  foreign key (merchant_id, user_id) references console_user (merchant_id, id)
);
create index console_passkey_of_user on console_passkey (merchant_id, user_id);

-- Challenges that were answered, until they are too old anyway: each is answered once.
create table console_challenge (
  challenge_hash  bytea       primary key,
  ends_at         timestamptz not null
);
