-- Virtual accounts that wait, by their deadline: text of Korea's time, which sorts as time does.
create index payment_awaiting_deposit on payment ((account ->> 'due'))
  where state = 'AWAITING_DEPOSIT';
