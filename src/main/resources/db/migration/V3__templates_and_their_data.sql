alter table registration
  modify locale varchar(35) not null comment 'language of the mail, as the folder of its template is called',
  add column template varchar(63) not null default 'welcome' comment 'which mail is sent',
  add column data     text        null                       comment 'JSON: what the application passed along for the mail';
