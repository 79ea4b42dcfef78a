-- A second factor at sign-in: the key of an authenticator, and the step of the code used last.
alter table console_user add column totp_sealed bytea;
alter table console_user add column totp_step bigint not null default 0;

-- Codes for when the authenticator is lost, each for one time.
create table console_recovery (
  merchant_id  bigint not null,
  user_id      uuid   not null,
  code_hash    bytea  not null,
  primary key (merchant_id, user_id, code_hash),
  foreign key (merchant_id, user_id) references console_user (merchant_id, id)
);
