create table due_event (
  id          bigint unsigned   not null auto_increment comment 'of one registration in the order in which they happened',
  sink        enum('exchange', 'webhook')
                                not null                comment 'who is to get it; each has its own row and takes it away when it is told',
  user_id     bigint unsigned   not null                comment 'registration.id, whose row may be gone',
  type        varchar(32)       not null                comment 'mail.sent, mail.failed, mail.cancelled or registration.erased',
  attempt     smallint unsigned null                    comment 'the attempt of the mail that it was',
  template    varchar(63)       null                    comment 'which mail it was',
  reason      varchar(500)      null                    comment 'what the mail server said of a mail that failed, without addresses',
  happened_at datetime(3)       not null                comment 'when it happened',
  due_at      datetime(3)       not null                comment 'when it is told, or told again',
  tried       smallint unsigned not null default 0      comment 'how often it was told in vain',
  last_error  varchar(500)      null                    comment 'why, the last time',
  primary key (id),
  key due_event_next (sink, due_at),
  key due_event_order (user_id, sink) comment 'with the id: what comes first of a registration',
  key due_event_oldest (sink)         comment 'with the id: what waits longest'
) character set utf8mb4 collate utf8mb4_bin
  comment 'what the outside is still to be told; empty while events are off';

create table event_lease (
  sink       enum('exchange', 'webhook') not null comment 'what is told by one replica at a time',
  holder     bigint                      not null comment 'token of that replica',
  held_until datetime(3)                 not null comment 'when another one may take it over',
  primary key (sink)
) character set utf8mb4 collate utf8mb4_bin
  comment 'which replica tells';

insert into event_lease(sink, holder, held_until)
values ('exchange', 0, utc_timestamp(3)), ('webhook', 0, utc_timestamp(3));
