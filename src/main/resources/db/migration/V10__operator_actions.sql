create table operator_action (
  id              bigint unsigned not null auto_increment comment 'in the order in which they happened',
  at              datetime(3)     not null                comment 'when it was done',
  who             varchar(100)    not null                comment 'the operator, by the name with which they have signed in',
  action          varchar(32)     not null                comment 'what was done: RETRY, CANCEL, PAUSE, ...',
  registration_id bigint unsigned null                    comment 'registration.id, which may be erased; null: it was about none, or about many',
  filter          text            null                    comment 'which registrations were meant, as a query string without addresses; null: it was about none, or about one',
  affected        int unsigned    not null                comment 'how many registrations were changed',
  primary key (id),
  key operator_action_registration (registration_id, id),
  key operator_action_who (who, id),
  key operator_action_at (at)
) character set utf8mb4 collate utf8mb4_bin
  comment 'what operators have done, without anything of the persons it was done to';
