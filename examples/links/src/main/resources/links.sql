create table linked_account (user_id varchar(100) not null, bank_account varchar(100) not null);
create table payment (transaction_id varchar(100) not null, bank_account varchar(100), amount decimal(19, 2) not null);
create table unprocessed (body varbinary(2000000) not null, cause clob not null);
