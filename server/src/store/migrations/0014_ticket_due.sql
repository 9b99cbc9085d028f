-- When a ticket is due (K6), and by which rule and calendar that was found. Tickets from before are given theirs by the
-- same rule when the server starts (cases/ticket-dues.ts), each with a line in the log; until then it is not known.
ALTER TABLE ticket ADD COLUMN due_at timestamptz(3);
ALTER TABLE ticket ADD COLUMN due_provisional boolean;
ALTER TABLE ticket ADD COLUMN calendar_version integer;
ALTER TABLE ticket ADD COLUMN rule_version integer;
ALTER TABLE ticket ADD CONSTRAINT ticket_due_whole
  CHECK (num_nulls(due_at, due_provisional, calendar_version, rule_version) IN (0, 4));
-- what another calendar may move
CREATE INDEX ticket_due_open ON ticket (subdistrict_id) WHERE due_at IS NULL OR due_provisional;
