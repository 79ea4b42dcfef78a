-- How far each hub has seen this database come. A hub keeps the same number in a file of its own, which
-- it writes after the commit: a database with a smaller number, or none, has lost what was committed.
create table epoch (
  node   uuid        not null primary key,
  value  bigint      not null,
  at     timestamptz not null
);

-- That it happened; while one is open no new payment is begun.
create table rewind (
  id        uuid        not null primary key,
  node      uuid        not null,
  expected  bigint      not null,
  found     bigint      not null, -- 0 where the hub's row was gone
  found_at  timestamptz not null,
  ended_at  timestamptz,
  ended_by  text,
  reason    text
);
