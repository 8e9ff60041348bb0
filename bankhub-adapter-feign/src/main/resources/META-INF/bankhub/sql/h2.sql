create table bankhub_entry (
  entry_key varchar(150) not null primary key,
  entry_value varchar(4000) not null,
  expires_at bigint not null
);
create index bankhub_entry_expires_at on bankhub_entry (expires_at);
