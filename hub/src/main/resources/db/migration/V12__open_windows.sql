-- Payments whose window is open, by when it was opened: those that nobody goes on with must end.
create index payment_open_window on payment (started_at) where state = 'READY';
