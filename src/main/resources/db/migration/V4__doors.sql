-- an application's INSERT of email and name is a registration: see docs/doors.md, whose contract this is
alter table registration
  alter column email_key     set default (lower(email)),
  alter column locale        set default '',
  alter column registered_at set default (utc_timestamp(3)),
  alter column mail_state    set default 'PENDING',
  alter column due_at        set default (utc_timestamp(3)),
  alter column sweep_at      set default '1970-01-01 00:00:00.000';

alter table registration
  add column validated       tinyint not null default 0
    comment '1: when it was accepted; 0: an application has inserted it, the first attempt validates it',
  add column idempotency_key varchar(255) character set ascii collate ascii_bin null
    comment 'under which the caller may ask again; for 24 h',
  add column fingerprint     char(43) character set ascii collate ascii_bin null
    comment 'of what the caller has asked for: SHA-256, base64url';

alter table registration
  add unique key registration_idempotency (idempotency_key);
