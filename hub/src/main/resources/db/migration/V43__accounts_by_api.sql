-- Virtual accounts that the merchant's server asks for: their issue and their closing are asked of
-- the PG once each, like charges and cancels.
alter table attempt
  drop constraint attempt_kind_check,
  add constraint attempt_kind_check
    check (kind in ('APPROVE', 'CHARGE', 'CANCEL', 'ACCOUNT', 'REVOKE'));
