-- A voter's other address (LID or phone number), so that one person counts once.
alter table poll_vote add column voter_alt text;
