-- What nobody knows the outcome of is asked about until the PG, or a person, has said it: no attempt
-- leaves the janitor's hands any more.
alter table attempt
  -- Since when only the PG knows; null while the first call is under way, and once it has ended.
  add column unresolved_since timestamptz,
  -- When the last look ended; null while one is under way.
  add column answered_at timestamptz,
  -- What came of the first call and of the last look, in words.
  add column answer text,
  -- How often somebody asked besides the janitor's own turns.
  add column besides int not null default 0;

update attempt
   set unresolved_since = created_at, answered_at = coalesce(ended_at, created_at),
       due_at = coalesce(due_at, created_at), outcome = null, ended_at = null
 where outcome = 'operator' or (ended_at is null and due_at is not null and fence > 0);

-- The few attempts in doubt. The condition is always true of them, and no other statement has it.
create index attempt_unresolved on attempt (merchant_id, payment_number)
  where unresolved_since < 'infinity';
