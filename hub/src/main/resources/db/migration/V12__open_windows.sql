-- Payments whose window is open, by when it was opened: those that nobody goes on with must end. The
-- condition on started_at is always true; only the statements that ask for open windows have it, so
-- that no other statement chooses this index.
create index payment_open_window on payment (started_at, merchant_id)
  where state = 'READY' and started_at < 'infinity';
