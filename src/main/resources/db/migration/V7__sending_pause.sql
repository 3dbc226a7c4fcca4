create table sending_pause (
  id     tinyint      not null comment '1, and there is no other row: while it is there nothing is sent',
  who    varchar(100) not null comment 'the operator who has paused sending, or the setting',
  reason varchar(500) not null comment 'why, in the operator''s words',
  since  datetime(3)  not null comment 'when it was paused',
  primary key (id)
) character set utf8mb4 collate utf8mb4_bin
  comment 'whether sending is paused, on all replicas';
