create table bankhub_entry (
  entry_key varchar2(150 char) not null primary key,
  entry_value varchar2(4000 char) not null,
  expires_at number(19) not null
);
create index bankhub_entry_expires_at on bankhub_entry (expires_at);
