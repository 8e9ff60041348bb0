create table bankhub_entry (
  entry_key nvarchar(150) collate Latin1_General_BIN2 not null primary key,
  entry_value nvarchar(4000) collate Latin1_General_BIN2 not null,
  expires_at bigint not null
);
create index bankhub_entry_expires_at on bankhub_entry (expires_at);
