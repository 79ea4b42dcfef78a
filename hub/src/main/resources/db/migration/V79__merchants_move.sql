-- A merchant may move to another database with all its rows (docs/guides/growing.md). The journal and the
-- audit log go along as they are: with their hashes, and out of this database. Nothing else takes a line
-- away, and a chain that was changed on the way is found by `naru-hub verify`.
-- The transaction that moves says whose: set_config('naru.moving', the merchant's id, true).

create or replace function journal_chains() returns trigger language plpgsql as
$$ begin
  if current_setting('naru.moving', true) = new.merchant_id::text then
    return new;
  end if;
  insert into journal_head as h values (new.merchant_id, new.payment_number, sha256(journal_line(new)))
    on conflict (merchant_id, payment_number) do update set hash = sha256(h.hash || journal_line(new))
    returning hash into new.hash;
  return new;
end $$;

create or replace function journal_stays() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' then
    if current_setting('naru.moving', true) = old.merchant_id::text then
      return old;
    end if;
  end if;
  raise exception 'the journal is only ever added to';
end $$;

create or replace function audit_chains() returns trigger language plpgsql as
$$
declare
  log  bigint := coalesce(new.merchant_id, 0);
  last bytea;
begin
  if current_setting('naru.moving', true) = new.merchant_id::text then
    return new;
  end if;
  insert into audit_head values (log, 0, '') on conflict do nothing;
  update audit_head set place = place + 1 where merchant_id = log returning place, hash into new.place, last;
  new.hash := sha256(last || audit_line(new));
  update audit_head set hash = new.hash where merchant_id = log;
  return new;
end $$;

create or replace function audit_stays() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' then
    if current_setting('naru.moving', true) = old.merchant_id::text then
      return old;
    end if;
  end if;
  raise exception 'the audit log is only ever added to';
end $$;
