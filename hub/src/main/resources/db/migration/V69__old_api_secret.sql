-- A merchant's API secret can be replaced without a moment in which none works: the one before goes on
-- until its time, or until somebody ends it.
alter table merchant
  add column old_secret_hash    bytea,
  add column old_secret_ends_at timestamptz;
