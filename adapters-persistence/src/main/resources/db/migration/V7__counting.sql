-- How many of an instance's messages only change another one, so that the others need not be counted
-- when all of them are listed.
alter table instance_count add column changes bigint not null default 0;
update instance_count c set changes = (
  select count(*) from message m
  where m.instance_id = c.instance_id
    and m.type in ('protocolMessage', 'editedMessage', 'pollUpdateMessage', 'secretEncryptedMessage'));

-- With the type in it, messages of a time, a direction or a client are counted in the index alone.
drop index message_at;
create index message_at on message (instance_id, at, from_me, client) include (type);
