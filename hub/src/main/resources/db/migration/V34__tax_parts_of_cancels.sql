-- The tax parts that a cancel was asked with, so that their sums can't exceed the payment's (G10).
-- Null where the merchant named none.
alter table payment_cancel add column tax_free bigint, add column vat bigint;
