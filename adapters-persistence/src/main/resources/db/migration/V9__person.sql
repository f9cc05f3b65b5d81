-- Which LID is which phone number's, as far as it was told. A chat with a person and a contact are kept
-- under the number; messages stay as they came and are found under both.
create table person (
  instance_id uuid not null,
  lid text collate "C" not null,
  phone text collate "C" not null,
  seq bigint generated always as identity,
  primary key (instance_id, lid)
) with (fillfactor = 90);
create index person_phone on person (instance_id, phone, seq);

insert into person (instance_id, lid, phone)
select distinct on (instance_id, lid) instance_id, lid, phone
from (
  select instance_id, at, chat collate "C" as lid, chat_alt collate "C" as phone
  from message where chat_alt is not null
  union all
  select instance_id, at, chat_alt collate "C", chat collate "C"
  from message where chat_alt is not null
  union all
  select instance_id, at, participant collate "C", participant_alt collate "C"
  from message where participant_alt is not null
  union all
  select instance_id, at, participant_alt collate "C", participant collate "C"
  from message where participant_alt is not null
  union all
  select instance_id, null, jid collate "C", alternative collate "C"
  from contact where alternative is not null
  union all
  select instance_id, null, alternative collate "C", jid collate "C"
  from contact where alternative is not null
) pair
where lid like '%@lid' and phone like '%@s.whatsapp.net'
order by instance_id, lid, at desc nulls last;

with moved as (
  delete from chat c using person p
  where c.instance_id = p.instance_id and c.jid = p.lid
  returning c.instance_id, p.phone, c.name, c.last_message_at, c.unread, c.expiration,
    c.expiration_set_at)
insert into chat (instance_id, jid, name, last_message_at, unread, expiration, expiration_set_at)
select instance_id, phone,
  (array_agg(name order by last_message_at desc) filter (where name is not null))[1],
  max(last_message_at), sum(unread),
  (array_agg(expiration order by expiration_set_at desc)
    filter (where expiration_set_at is not null))[1],
  max(expiration_set_at)
from moved group by instance_id, phone
on conflict (instance_id, jid) do update set
  name = coalesce(chat.name, excluded.name),
  last_message_at = greatest(chat.last_message_at, excluded.last_message_at),
  unread = chat.unread + excluded.unread,
  expiration = case
    when chat.expiration_set_at is null or chat.expiration_set_at <= excluded.expiration_set_at
    then excluded.expiration else chat.expiration end,
  expiration_set_at = greatest(chat.expiration_set_at, excluded.expiration_set_at);

with moved as (
  delete from contact c using person p
  where c.instance_id = p.instance_id and c.jid = p.lid
  returning c.instance_id, p.phone, c.push_name)
insert into contact (instance_id, jid, push_name)
select instance_id, phone, max(push_name) from moved group by instance_id, phone
on conflict (instance_id, jid) do update set
  push_name = coalesce(contact.push_name, excluded.push_name);

update instance_count c set
  chats = (select count(*) from chat where instance_id = c.instance_id),
  contacts = (select count(*) from contact where instance_id = c.instance_id);

alter table contact drop column alternative;
