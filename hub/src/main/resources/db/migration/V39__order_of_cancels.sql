-- The order of a payment's cancels: 1, 2, 3 ... of each payment, given while its row is locked. A PG
-- tells their times in seconds, and several fit into one.
alter table payment_cancel add column no int;
update payment_cancel c set no = numbered.no
  from (select merchant_id, payment_number, cancellation_id,
               row_number() over (partition by merchant_id, payment_number
                                  order by cancelled_at, cancellation_id) as no
          from payment_cancel) numbered
 where numbered.merchant_id = c.merchant_id and numbered.payment_number = c.payment_number
   and numbered.cancellation_id = c.cancellation_id;
alter table payment_cancel alter column no set not null;
