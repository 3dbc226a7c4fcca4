alter table registration
  add column failure_reason varchar(160) null
    comment 'why its last attempt failed, in the words that such failures have in common; null: it did not',
  add column failed_at      datetime(3)  null comment 'when that attempt failed',
  add column domain         varchar(254) as (substring_index(email_key, '@', -1)) virtual
    comment 'of the address',
  add column failed_state   enum('PENDING', 'QUEUED', 'SENDING', 'RETRYING', 'SENT', 'FAILED', 'CANCELLED')
    as (if(failure_reason is null, null, mail_state)) virtual
    comment 'where a mail is that has failed; the others would move in the index of it at each step';

update registration set failure_reason = 'failed before reasons were kept', failed_at = due_at
where mail_state = 'FAILED';

alter table registration
  add key registration_reason (failure_reason, id),
  add key registration_cause (failure_reason, failed_state, domain, failed_at, id)
    comment 'groups the failures of a reason without reading their rows',
  add key registration_domain (domain, id),
  add key registration_template (template, id),
  add key registration_registered (registered_at, id),
  add key registration_failed (failed_at, id);
