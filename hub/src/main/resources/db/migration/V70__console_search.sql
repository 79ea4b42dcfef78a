-- Searches that a user of the console keeps by a name. What is looked for by text isn't kept: it may be a
-- buyer's name, which is sealed elsewhere (G27).
create table console_search (
  merchant_id  bigint not null, -- whose payments are searched
  user_id      uuid   not null,
  name         text   not null,
  query        text   not null, -- as in the page's address: status=failed&method=card
  primary key (merchant_id, user_id, name)
);
