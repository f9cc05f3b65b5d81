-- The server's number when it refused our message, to be told again to whoever repeats the request.
alter table message add column error_code integer;
