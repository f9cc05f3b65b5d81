-- Which nodes live. A lease holds for as long as its owner is heard of; a row for the node instead of a
-- time in every lease, so that the heartbeat costs the same whatever the number of instances.
create table node (
  id text primary key,
  alive_until timestamptz not null
) with (fillfactor = 50);
