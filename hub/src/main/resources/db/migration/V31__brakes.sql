-- How often somebody was refused lately, or asks now (G38): counted for all nodes together. Nothing
-- here is needed to be right about money; a row that is lost only lets a caller try again.
create table brake (
  merchant_id  bigint      not null, -- 0 where no merchant is known yet
  what         text        not null,
  who          bytea       not null, -- a keyed digest: never a card number, an address or a key
  refused      int         not null,
  asking       int         not null, -- places taken before the answer is known
  began_at     timestamptz not null, -- of the window in which refusals count
  asked_at     timestamptz not null,
  ends_at      timestamptz not null, -- nothing of the row counts from then on
  primary key (merchant_id, what, who)
);
create index brake_over on brake (ends_at) where ends_at < 'infinity';

-- What readiness writes to, to see that the database takes writes.
create table write_probe (
  no     int  not null,
  filler text not null
);
alter table write_probe alter column filler set storage plain;
