-- What a column holds is plain unless it is bytea; every bytea is sealed with the instance's data
-- key (see the package chatwarp.adapters.persistence.seal), except where said.
-- Tables that a running instance writes have no foreign keys: a commit holds the instance's lease
-- row, which exists exactly as long as the instance, so a key check per row would buy nothing.

-- Proves that the master key is the one this database was begun with.
create table master_key (
  id smallint primary key check (id = 1),
  probe bytea not null
);

-- A deleted instance stays as a tombstone (deleted_at set) until its events are gone: it still
-- names the webhook and holds the key that opens them.
create table instance (
  id uuid primary key,
  data_key bytea not null,             -- sealed with the master key
  name text not null,
  token bytea,
  token_digest bytea,                  -- keyed hash, to find an instance by its token
  token_chosen boolean not null,
  integration text not null,
  business_id text,
  number text,
  reject_call boolean not null,
  msg_call text not null,
  groups_ignore boolean not null,
  always_online boolean not null,
  read_messages boolean not null,
  read_status boolean not null,
  sync_full_history boolean not null,
  wavoip_token bytea,
  proxy_protocol text,
  proxy_host text,
  proxy_port integer,
  proxy_credentials bytea,
  webhook_enabled boolean,
  webhook_url bytea,                   -- users put secrets into it
  webhook_by_events boolean,
  webhook_base64 boolean,
  webhook_headers bytea,
  webhook_events text[],
  network_url text,
  network_root_key text,
  owner text,
  profile_name text,
  disconnect_reason text,
  disconnected_at timestamptz,
  auto_connect boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index instance_name on instance (name) where deleted_at is null;
create index instance_token on instance (token_digest) where deleted_at is null;

-- Who runs an instance. Every commit locks this row first and compares the epoch.
create table lease (
  instance_id uuid primary key,
  owner text,
  epoch bigint not null
) with (fillfactor = 50);

-- Kept up by the commits that add rows, so that listing instances counts nothing.
create table instance_count (
  instance_id uuid primary key,
  messages bigint not null default 0,
  contacts bigint not null default 0,
  chats bigint not null default 0
) with (fillfactor = 50);

create table auth_state (
  instance_id uuid primary key,
  value bytea not null
);

create table state_entry (
  instance_id uuid not null,
  space text collate "C" not null,
  id text collate "C" not null,
  value bytea not null,
  expires timestamptz,
  primary key (instance_id, space, id)
) with (fillfactor = 80);
create index state_entry_expires on state_entry (expires) where expires is not null;

create table stanza_outbox (
  instance_id uuid not null,
  message_id text not null,
  seq bigint generated always as identity,
  chat text not null,
  stanza bytea not null,
  primary key (instance_id, message_id)
);

create table message (
  instance_id uuid not null,
  id text collate "C" not null,
  chat text collate "C" not null,
  sender text collate "C" not null,
  from_me boolean not null,
  participant text,
  chat_alt text,
  participant_alt text,
  addressing text,
  at timestamptz not null,
  status smallint not null,
  type text not null,
  content bytea not null,
  primary key (instance_id, id, chat, sender)
) with (fillfactor = 90);
create index message_chat on message (instance_id, chat, at);

create table chat (
  instance_id uuid not null,
  jid text collate "C" not null,
  name text,
  last_message_at timestamptz not null,
  unread integer not null,
  primary key (instance_id, jid)
) with (fillfactor = 70);

create table contact (
  instance_id uuid not null,
  jid text collate "C" not null,
  push_name text,
  alternative text,
  primary key (instance_id, jid)
) with (fillfactor = 80);

-- Within an instance seq follows commit order, because commits of an instance exclude each other.
create table event_outbox (
  instance_id uuid not null,
  seq bigint generated always as identity,
  event_id uuid not null,
  kind text not null,
  instance_name text not null,
  sender text,
  at timestamptz not null,
  data bytea not null,
  primary key (instance_id, seq)
);
create index event_outbox_at on event_outbox using brin (at);

create table event_cursor (
  instance_id uuid not null,
  target text collate "C" not null,
  seq bigint not null,
  primary key (instance_id, target)
) with (fillfactor = 50);

create table dead_letter (
  instance_id uuid not null,
  target text collate "C" not null,
  seq bigint not null,
  event_id uuid not null,
  kind text not null,
  instance_name text not null,
  sender text,
  event_at timestamptz not null,
  data bytea not null,
  reason text not null,
  at timestamptz not null,
  primary key (instance_id, target, seq)
);

create table idempotency (
  instance_id uuid not null,
  key text collate "C" not null,
  request_digest bytea not null,
  chat text not null,
  message_id text not null,
  created_at timestamptz not null,
  primary key (instance_id, key)
);
create index idempotency_created_at on idempotency (created_at);

-- Sealed bytes do not compress; trying costs time.
alter table state_entry alter column value set storage external;
alter table message alter column content set storage external;
alter table event_outbox alter column data set storage external;
alter table stanza_outbox alter column stanza set storage external;
