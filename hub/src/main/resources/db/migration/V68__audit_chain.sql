-- The audit log can be checked (G11), as the journal can since V48: the lines of a merchant, and those of
-- the hub itself, are numbered, and the hash of each covers all lines before it.
alter table audit
  add column place bigint, -- 1, 2, 3 ... among the lines of the same merchant, or of the hub
  add column hash  bytea;

-- The last line of each merchant's log; merchant 0 stands for the hub.
create table audit_head (
  merchant_id  bigint primary key,
  place        bigint not null,
  hash         bytea  not null
);

-- What a line's hash is made of besides the hash before it. Each text follows its length in bytes, so that
-- no two lines read the same.
create function audit_text(text text) returns text language sql immutable as
$$ select octet_length(text) || ':' || text $$;
create function audit_line(line audit) returns bytea language sql immutable as
$$ select convert_to(
     concat_ws(' ', coalesce(line.merchant_id, 0), line.place, line.id,
               (extract(epoch from line.at) * 1000000)::bigint,
               audit_text(line.who), audit_text(line.what), audit_text(line.subject),
               audit_text(line.before::text), audit_text(line.after::text)),
     'UTF8') $$;

create function audit_chains() returns trigger language plpgsql as
$$
declare
  log  bigint := coalesce(new.merchant_id, 0);
  last bytea;
begin
  insert into audit_head values (log, 0, '') on conflict do nothing;
  update audit_head set place = place + 1 where merchant_id = log returning place, hash into new.place, last;
  new.hash := sha256(last || audit_line(new));
  update audit_head set hash = new.hash where merchant_id = log;
  return new;
end $$;

-- The lines of before.
alter table audit disable trigger audit_stays;
do $$
declare
  line audit;
  last bytea;
begin
  for line in select * from audit order by at, id loop
    insert into audit_head values (coalesce(line.merchant_id, 0), 0, '') on conflict do nothing;
    update audit_head set place = place + 1 where merchant_id = coalesce(line.merchant_id, 0)
      returning place, hash into line.place, last;
    line.hash := sha256(last || audit_line(line));
    update audit_head set hash = line.hash where merchant_id = coalesce(line.merchant_id, 0);
    update audit set place = line.place, hash = line.hash where id = line.id;
  end loop;
end $$;
alter table audit enable trigger audit_stays;

alter table audit alter column place set not null;
alter table audit alter column hash set not null;
create unique index audit_in_order on audit (coalesce(merchant_id, 0), place);

create trigger audit_chains before insert on audit
  for each row execute function audit_chains();
