-- Which key ring this database's sealed values belong to, so that a hub with another one, with none or
-- with an older copy says so at its start (G27). One row, or none before the first start.
create table key_ring (
  one          smallint    primary key check (one = 1),
  fingerprint  text        not null, -- of the ring's HMAC key, which never changes
  sealing_key  bigint      not null, -- the id of the key that seals: a ring must have it
  since        timestamptz not null
);
