-- The journal can be checked (G11): a line says what money it moved, and its hash covers all lines of its
-- payment so far. Who changes, adds or takes away a line afterwards would have to change all that follow
-- and the head.
alter table journal
  add column amount bigint not null default 0, -- minor units; what came in is positive, what went back negative
  add column hash   bytea;

-- The hash of a payment's last line.
create table journal_head (
  merchant_id    bigint not null,
  payment_number text   not null,
  hash           bytea  not null,
  primary key (merchant_id, payment_number)
);

-- What a line's hash is made of besides the hash before it. What is last may hold any character.
create function journal_line(line journal) returns bytea language sql immutable as
$$ select convert_to(
     concat_ws(chr(31), line.merchant_id, line.payment_number, line.id,
               (extract(epoch from line.at) * 1000000)::bigint, line.amount, line.what, line.detail),
     'UTF8') $$;

-- The lines of before.
update journal j set amount = p.amount
  from payment p
 where p.merchant_id = j.merchant_id and p.payment_number = j.payment_number
   and j.what in ('paid', 'deposited') and p.charged;
update journal j set amount = -cast(substring(j.detail from '[0-9]+$') as bigint)
  from payment p
 where p.merchant_id = j.merchant_id and p.payment_number = j.payment_number
   and j.what = 'cancelled' and p.charged;
do $$
declare
  line journal;
  head bytea;
begin
  for line in select * from journal order by merchant_id, payment_number, at, id loop
    insert into journal_head as h values (line.merchant_id, line.payment_number, sha256(journal_line(line)))
      on conflict (merchant_id, payment_number) do update set hash = sha256(h.hash || journal_line(line))
      returning hash into head;
    update journal set hash = head
     where merchant_id = line.merchant_id and payment_number = line.payment_number and id = line.id;
  end loop;
end $$;

alter table journal alter column hash set not null;

create function journal_chains() returns trigger language plpgsql as
$$ begin
  insert into journal_head as h values (new.merchant_id, new.payment_number, sha256(journal_line(new)))
    on conflict (merchant_id, payment_number) do update set hash = sha256(h.hash || journal_line(new))
    returning hash into new.hash;
  return new;
end $$;
create trigger journal_chains before insert on journal
  for each row execute function journal_chains();

create function journal_stays() returns trigger language plpgsql as
$$ begin raise exception 'the journal is only ever added to'; end $$;
create trigger journal_stays before update or delete on journal
  for each row execute function journal_stays();
create trigger journal_stays_whole before truncate on journal
  for each statement execute function journal_stays();
