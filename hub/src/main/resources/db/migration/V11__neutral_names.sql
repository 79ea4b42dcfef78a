-- The tables speak the hub's own words; V1's names for the same things (imp_uid, merchant_uid,
-- customer_uid) stand only where V1 is spoken, so that another API can stand beside it.
alter table payment rename column imp_uid to payment_number;
alter table payment rename column merchant_uid to order_number;
alter table payment rename column customer_uid to customer_key;
alter table payment rename column customer_uid_usage to customer_key_usage;
alter index payment_imp_uid rename to payment_by_number;
alter table attempt rename column imp_uid to payment_number;
alter table payment_cancel rename column imp_uid to payment_number;
alter table journal rename column imp_uid to payment_number;
alter table prepared_amount rename column merchant_uid to order_number;
alter table checkout_session rename column imp_uid to payment_number;
alter table webhook_task rename column imp_uid to payment_number;
alter table billing_key rename column customer_uid to customer_key;
alter table key_issue rename column customer_uid to customer_key;
alter table key_issue rename column order_id to pg_order_number;
alter index key_issue_order rename to key_issue_by_pg_order_number;
alter table schedule rename column customer_uid to customer_key;
alter table schedule rename column merchant_uid to order_number;
alter table schedule rename column imp_uid to payment_number;

-- A window that is open during the upgrade goes on.
update checkout_session
   set request = (request - 'merchantUid') || jsonb_build_object('orderNumber', request -> 'merchantUid')
 where request ? 'merchantUid';
update checkout_session
   set request = jsonb_set(
         request, '{key}',
         (request -> 'key') - 'customerUid'
           || jsonb_build_object('customerKey', request -> 'key' -> 'customerUid'))
 where request -> 'key' ? 'customerUid';
