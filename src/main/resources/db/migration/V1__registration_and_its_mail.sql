-- MySQL 8 and MariaDB 10.6 or later. All times are UTC.

create table registration (
  id            bigint unsigned   not null auto_increment comment 'the user id; the body of the broker message',
  email         varchar(254)      not null                comment 'the address as it was given',
  email_key     varchar(254)      not null                comment 'the address in lower case: one registration per address',
  name          varchar(100)      not null                comment 'how the mail greets',
  locale        varchar(8)        not null                comment 'language of the mail: en or zh',
  registered_at datetime(3)       not null                comment 'when the registration was accepted',
  mail_state    enum('PENDING', 'QUEUED', 'SENDING', 'RETRYING', 'SENT', 'FAILED', 'CANCELLED')
                                  not null                comment 'where its mail is; the row is its own outbox',
  attempt       smallint unsigned not null default 1      comment 'the attempt that is due, under way or was the last; from 1',
  due_at        datetime(3)       not null                comment 'when the broker is to deliver that attempt',
  sweep_at      datetime(3)       null                    comment 'when the sweep takes the mail over if nothing moved; null: finished',
  swept         smallint unsigned not null default 0      comment 'how often the sweep took this attempt over',
  claim         bigint            null                    comment 'token of the consumer that sends this attempt now, before that of the statement that inserted the row',
  sent_at       datetime(3)       null                    comment 'when the mail server accepted the mail',
  last_error    varchar(500)      null                    comment 'what the mail server said last, if it refused',
  traceparent   varchar(55)       null                    comment 'the trace of the registration (W3C Trace Context); the sweep goes on with it',
  primary key (id),
  unique key registration_email (email_key),
  key registration_sweep (sweep_at),
  key registration_state (mail_state, id),
  key registration_sent (sent_at) comment 'the page counts the sent mails of a minute and of all times'
) character set utf8mb4 collate utf8mb4_bin
  comment 'one registration and the state of its mail';

create table user_notify (
  user_id    bigint unsigned not null               comment 'registration.id',
  notifynum  int             not null default 1     comment 'failed attempts counted so far',
  isdone     tinyint         not null default 0     comment '1: the failures are used up, no further mail',
  updatetime datetime        not null               comment 'when the last failure was counted',
  primary key (user_id)
) character set utf8mb4 collate utf8mb4_bin
  comment 'failures of a mail; counted by one upsert, see retry.UserNotify';

create table mail_failure (
  id              bigint unsigned   not null auto_increment comment 'in the order in which they happened',
  user_id         bigint unsigned   not null                comment 'registration.id',
  attempt         smallint unsigned not null                comment 'the attempt that failed, from 1',
  failed_at       datetime(3)       not null                comment 'when it failed',
  reason          varchar(500)      not null                comment 'the mail server''s reply, or why there was none',
  next_delay_ms   bigint unsigned   null                    comment 'delay chosen for the next attempt; null: given up',
  primary key (id),
  key mail_failure_user (user_id, id),
  key mail_failure_age (failed_at)
) character set utf8mb4 collate utf8mb4_bin
  comment 'each failed attempt, for the operator; written on the failure path only';
