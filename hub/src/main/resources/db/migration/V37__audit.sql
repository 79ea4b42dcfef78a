-- Who changed what by the operator's commands. Only ever inserted into: the triggers refuse the rest.
create table audit (
  id           uuid        primary key,
  at           timestamptz not null,
  who          text        not null, -- the operating system's user, and its machine
  what         text        not null, -- the command, such as "channel add"
  subject      text        not null, -- a merchant's code, a channel's key ...
  merchant_id  bigint,               -- null where it concerns the hub
  before       jsonb       not null, -- without secrets; {} where there was nothing
  after        jsonb       not null
);

create index audit_at on audit (at);

create function audit_stays() returns trigger language plpgsql as
$$ begin raise exception 'the audit log is only ever added to'; end $$;

create trigger audit_stays before update or delete on audit
  for each row execute function audit_stays();
create trigger audit_stays_whole before truncate on audit
  for each statement execute function audit_stays();
