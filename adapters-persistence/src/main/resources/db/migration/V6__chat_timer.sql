-- The disappearing timer of a chat between two, 0 when it was switched off. A chat may be known under
-- both addresses of a person, so contacts are looked up by either.
alter table chat
  add column expiration integer,       -- seconds
  add column expiration_set_at timestamptz;
create index contact_alternative on contact (instance_id, alternative)
  where alternative is not null;
