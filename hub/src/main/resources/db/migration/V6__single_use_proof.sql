-- One authentication goes to the PG once, whichever order it is brought for: a second approval is
-- refused by the PG, and the net cancel that would follow would undo what the first has paid.
alter table attempt add column single_use bytea;

create unique index attempt_single_use on attempt (single_use) where single_use is not null;
