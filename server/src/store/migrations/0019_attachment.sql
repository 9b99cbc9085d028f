-- Pictures and voice notes of a case (ADR 0030). The bytes lie here: one place to back up, behind the same wall, erased
-- with their case. The id is the phone's own, so that a repeated upload is the same one.
CREATE TABLE attachment (
  subdistrict_id text NOT NULL,
  id uuid NOT NULL,
  case_kind text NOT NULL,
  case_id text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  sha256 bytea NOT NULL,
  -- NULL once erased; the row stays and says that there was something
  bytes bytea,
  caption text,
  -- who sent it, and for which unit
  by text NOT NULL,
  unit_id text,
  -- when it was taken, judged as of a command, and when it arrived
  taken_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  PRIMARY KEY (subdistrict_id, id)
);
CREATE INDEX attachment_case ON attachment (case_id);
-- pressed already: trying again costs time and saves nothing
ALTER TABLE attachment ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON attachment USING (subdistrict_id = own_subdistrict());
GRANT SELECT, INSERT ON attachment TO liandong_work;
GRANT SELECT ON attachment TO liandong_erase;
GRANT UPDATE (bytes, caption) ON attachment TO liandong_erase;
