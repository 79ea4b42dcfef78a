-- Due work is asked about per merchant, in the order in which it falls due, and no column's order
-- comes from a sequence: a distributed database hands their numbers out in jumps.

-- A condition that is always true of due rows stands in these indexes and in the statements that ask
-- for due work. Every other statement lacks it, so none of them can choose such an index and read
-- all of a merchant's open rows to find one.
drop index attempt_due;
create index attempt_due on attempt (due_at, merchant_id) where due_at < 'infinity';
create index attempt_due_of_merchant on attempt (merchant_id, due_at) where due_at < 'infinity';

drop index payment_awaiting_deposit;
create index payment_past_deadline on payment (merchant_id, (account ->> 'due'))
  where state = 'AWAITING_DEPOSIT' and account ->> 'due' < '9999';

-- The order of a payment's webhooks: 1, 2, 3 ... of each payment, given while its row is locked.
alter table webhook_task add column no int;
update webhook_task t set no = numbered.no
  from (select merchant_id, id,
               row_number() over (partition by merchant_id, payment_number order by seq) as no
          from webhook_task) numbered
 where numbered.merchant_id = t.merchant_id and numbered.id = t.id;
alter table webhook_task alter column no set not null;
alter table webhook_task drop column seq; -- and the three indexes that it stood in
create index webhook_task_due on webhook_task (merchant_id, due_at, id) where state = 'pending';
create index webhook_task_line on webhook_task (merchant_id, payment_number, no)
  where state = 'pending';
create index webhook_task_of_payment on webhook_task (merchant_id, payment_number, no);

-- A send's id sorts by the time of the send. What exists gets one made from its time and number.
alter table webhook_delivery add column id uuid;
update webhook_delivery
   set id = cast(lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0')
                 || '70008' || lpad(to_hex(no), 15, '0') as uuid);
alter table webhook_delivery drop constraint webhook_delivery_pkey;
alter table webhook_delivery drop column no;
alter table webhook_delivery add primary key (merchant_id, task_id, id);

-- due_at is a pending schedule's time, and null once it isn't pending: what is due is then asked by
-- this column alone, and no index for other questions can be chosen for it.
alter table schedule add column due_at timestamptz;
update schedule set due_at = schedule_at where status = 'scheduled';
alter table schedule
  add constraint schedule_due_while_pending check ((status = 'scheduled') = (due_at is not null));

-- A schedule's id sorts by the time of entry. What exists gets one made from its time and number.
alter table schedule add column new_id uuid;
update schedule
   set new_id = cast(lpad(to_hex(cast(extract(epoch from created_at) * 1000 as bigint)), 12, '0')
                     || '70008' || lpad(to_hex(id), 15, '0') as uuid);
alter table schedule drop constraint schedule_pkey;
alter table schedule drop column id; -- and schedule_of_order with it
alter table schedule rename column new_id to id;
alter table schedule add primary key (merchant_id, id);

drop index schedule_due;
create index schedule_due on schedule (due_at, merchant_id, channel_id) where due_at < 'infinity';
create index schedule_due_of_channel on schedule (merchant_id, channel_id, due_at)
  where due_at < 'infinity';
create index schedule_of_order on schedule (merchant_id, order_number, id);
