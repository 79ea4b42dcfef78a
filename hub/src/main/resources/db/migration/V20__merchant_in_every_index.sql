-- Every unique index names the merchant, so that the tables can be spread over several databases by
-- merchant, and every statement of a payment finds its row by one index, whatever the planner knows.

-- A payment's number is unique over all merchants by the way it is made (see below); this index only
-- finds the payment that a PG's notice names.
drop index payment_by_number;
create index payment_by_number on payment (payment_number);

drop index attempt_single_use;
create unique index attempt_single_use on attempt (merchant_id, single_use)
  where single_use is not null;

-- No statement asks for the attempts of a payment, but plans that were made while the table was small
-- used this index to find one attempt, and read all of the merchant's.
drop index attempt_of_payment;

drop index key_issue_by_pg_order_number;

-- Numbers that payments and keys are known by at the PGs: a hub takes a block of consecutive ones,
-- and shows each in another order that only the key tells. So no two are the same, on any node, and
-- nobody can guess one. The first two of their twelve digits are the cell.
create table number_block (
  cell      text   not null check (cell ~ '^[0-9]{2}$'),
  next      bigint not null,
  order_key bytea  not null,
  primary key (cell)
);

-- The name of the order that a key was issued with, so that nobody asks the payment for it.
alter table billing_key add column issued_for text;
update billing_key k
   set issued_for = (select p.name from payment p
                      where p.merchant_id = k.merchant_id and p.payment_number = k.issued_by);
