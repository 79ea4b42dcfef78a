-- What a PG's window was opened with and its return needs again; sealed to its row (G27).
-- How the buyer's browser is told the result: by moving on, or by a call of the page.
alter table checkout_session
  add column memo_sealed  bytea,
  add column close_script text,
  add column redirects    boolean;
update checkout_session set redirects = mobile;
alter table checkout_session alter column redirects set not null;
