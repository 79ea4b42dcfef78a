-- A channel that was disabled takes no new payment; what was paid through it can still be cancelled.
alter table channel add column disabled_at timestamptz;
