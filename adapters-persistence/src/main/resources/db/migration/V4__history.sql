-- What becomes of messages: edits, deletions, receipts of several people, votes in polls; and the
-- indexes by which users look messages up.

alter table message
  add column client text,              -- the kind of client that made it, told by its id
  add column edited bytea,             -- its newest content, when it was edited
  add column edited_at timestamptz,
  add column deleted_at timestamptz;
update message set client =
  case
    when id like '3A%' and length(id) = 20 then 'IOS'
    when id like '3E%' and length(id) = 22 then 'WEB'
    when length(id) in (21, 32) then 'ANDROID'
    when id like '3F%' or length(id) = 18 then 'DESKTOP'
    else 'UNKNOWN'
  end;
alter table message
  alter column client set not null,
  alter column edited set storage external;

-- Direction and client tell little: they are looked at in the index by time.
create index message_at on message (instance_id, at, from_me, client);
create index message_type on message (instance_id, type, at);
create index message_chat_alt on message (instance_id, chat_alt, at) where chat_alt is not null;
create index message_participant on message (instance_id, participant, at)
  where participant is not null;
create index message_participant_alt on message (instance_id, participant_alt, at)
  where participant_alt is not null;

create table message_receipt (
  instance_id uuid not null,
  message_id text collate "C" not null,
  chat text collate "C" not null,
  participant text collate "C" not null,
  status smallint not null,
  at timestamptz not null,
  primary key (instance_id, message_id, chat, participant)
) with (fillfactor = 70);

create table poll_vote (
  instance_id uuid not null,
  poll_id text collate "C" not null,
  chat text collate "C" not null,
  voter text collate "C" not null,
  choice bytea not null,
  at timestamptz not null,
  primary key (instance_id, poll_id, chat, voter)
) with (fillfactor = 70);
