create table reason_note (
  reason varchar(160) not null comment 'registration.failure_reason, which no mail may have any more',
  note   varchar(500) not null comment 'what an operator has to say about it, in one line; it names no person',
  who    varchar(100) not null comment 'the operator who has written it last',
  at     datetime(3)  not null comment 'when that was',
  primary key (reason)
) character set utf8mb4 collate utf8mb4_bin
  comment 'what operators keep with the reasons of failures, until they empty it';
