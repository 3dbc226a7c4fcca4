alter table registration
  add column reply varchar(500) null comment 'what the mail server said when it accepted the mail, with its queue id';

alter table mail_failure
  add column counted tinyint not null default 1 comment '0: not the mail''s fault, the attempt is made again';
