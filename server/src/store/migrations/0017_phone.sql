-- A unit that calls for help: the call that stands, or the last one, so that the same press sent twice is one call.
ALTER TABLE unit ADD COLUMN sos jsonb;
GRANT UPDATE (sos) ON unit TO liandong_work;
