create table operation (
  id            bigint unsigned not null auto_increment comment 'in the order in which they were begun',
  kind          enum('RETRY', 'CANCEL', 'RESEND', 'ERASE')
                                not null                comment 'what is done to the mails, or to the registrations',
  filter        text            not null                comment 'which are meant, as a query string; no address is left in it when it is over',
  state         enum('RUNNING', 'PAUSED', 'STOPPED', 'DONE', 'FAILED')
                                not null                comment 'the last three are for good',
  running       char(64) character set ascii collate ascii_bin
                                null                    comment 'of kind and filter, SHA-256: the same does not run twice; null: it is over',
  expected      bigint unsigned not null                comment 'how many were meant when it was begun',
  at_least      tinyint         not null                comment '1: there were more than were counted',
  newest        bigint unsigned not null                comment 'registration.id of the newest that it is about',
  looked        bigint unsigned not null default 0      comment 'how many it has looked at',
  changed       bigint unsigned not null default 0      comment 'how many of these it has changed',
  batches       int unsigned    not null default 0      comment 'how many are done: none is done twice',
  position      varchar(1000)   null                    comment 'after which it goes on; null: at the beginning, or it is over',
  started_by    varchar(100)    not null                comment 'the operator who has begun it',
  created_at    datetime(3)     not null                comment 'when it was begun',
  updated_at    datetime(3)     not null                comment 'when it last did something',
  finished_at   datetime(3)     null                    comment 'when it was over',
  error         varchar(500)    null                    comment 'why it has failed',
  claim         bigint          null                    comment 'token of the replica that works on it',
  claimed_until datetime(3)     not null                comment 'when another one may go on',
  primary key (id),
  unique key operation_running (running),
  key operation_next (state, claimed_until),
  key operation_finished (finished_at)
) character set utf8mb4 collate utf8mb4_bin
  comment 'what operators do to many mails at once';
