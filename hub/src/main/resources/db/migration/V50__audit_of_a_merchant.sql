-- The console shows a merchant the lines that concern it; ids are ascending in time.
create index audit_of_merchant on audit (merchant_id, id);
