-- Which node carries the events of an instance that nobody runs: a deleted one's last owner, until
-- that is not heard of any more. While an instance runs, the owner of its lease does.

alter table instance add column carrier text;
