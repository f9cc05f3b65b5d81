-- Who got a status post of ours: whoever deletes it for everyone must reach the same people.
create table status_audience (
  instance_id uuid not null,
  message_id text collate "C" not null,
  people bytea not null,
  primary key (instance_id, message_id)
);
