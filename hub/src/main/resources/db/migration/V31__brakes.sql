-- How often somebody was refused lately, or asks now (G38): counted for all nodes together. Nothing
-- here is needed to be right about money; a row that is lost only lets a caller try again.
create table brake (
  merchant_id  bigint      not null,
  what         text        not null,
  who          bytea       not null, -- a keyed digest: never a card number, an address or a key
  most         int         not null, -- refusals and open tries together
  refused      int         not null, -- since the first of them, until ends_at
  asking       int         not null, -- tries whose answer isn't known yet
  asked_at     timestamptz not null, -- the newest of them
  ends_at      timestamptz not null,
  primary key (merchant_id, what, who)
);
create index brake_over on brake (ends_at) where ends_at < 'infinity';

-- What readiness writes to, to see that the database takes writes.
create table write_probe (
  no     int  not null,
  filler text not null
);
alter table write_probe alter column filler set storage plain;
