-- how long a mail waits counts from when an operator made it due again, not from its registration
alter table registration
  add column due_since datetime(3) null
    comment 'when an operator made the mail due again; null: it has been due since it was registered';
