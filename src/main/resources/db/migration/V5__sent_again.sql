alter table registration
  add column earlier smallint unsigned not null default 0
    comment 'attempts of earlier sendings: the timetable of the one that an operator has asked for counts from the next';

create table mail_resend (
  id        bigint unsigned   not null auto_increment comment 'in the order in which they happened',
  user_id   bigint unsigned   not null                comment 'registration.id',
  attempt   smallint unsigned not null                comment 'the first attempt of the new sending',
  resent_at datetime(3)       not null                comment 'when an operator asked for it',
  sent_at   datetime(3)       null                    comment 'when the mail server had accepted the mail of the sending before; null: it had not',
  reply     varchar(500)      null                    comment 'what the mail server had said then',
  primary key (id),
  key mail_resend_user (user_id, id)
) character set utf8mb4 collate utf8mb4_bin
  comment 'each time that an operator had a mail sent again';
