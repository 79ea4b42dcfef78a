-- The order number that the PG knows a payment by, where another hub sold it: the PG is asked by this one.
-- Null for every payment of this hub, whose own number the PG was given.
alter table payment add column pg_order_number text;
