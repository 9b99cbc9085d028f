-- Roll-calls (点名): whom the room asked whether they are there, who answered, and when. One runs at a time.
CREATE TABLE roll_call (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('onDuty', 'scene')),
  incident_id uuid,
  incident_no text,
  started_by text NOT NULL REFERENCES account (id),
  started_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  ended_how text CHECK (ended_how IN ('time', 'hand')),
  ended_by text REFERENCES account (id),
  CHECK ((scope = 'scene') = (incident_id IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (ended_how IS NULL))
);
CREATE UNIQUE INDEX roll_call_running ON roll_call (subdistrict_id) WHERE ended_at IS NULL;
CREATE INDEX roll_call_time ON roll_call (subdistrict_id, started_at DESC, id DESC);

CREATE TABLE roll_call_unit (
  roll_call_id uuid NOT NULL REFERENCES roll_call (id),
  unit_id text NOT NULL REFERENCES unit (id),
  subdistrict_id text NOT NULL,
  occurred_at timestamptz(3),
  answered_at timestamptz(3),
  via text CHECK (via IN ('phone', 'radio')),
  answered_by text REFERENCES account (id),
  -- whether a position came with it; where that was, the track alone keeps, for as long as tracks are kept
  has_fix boolean NOT NULL DEFAULT false,
  PRIMARY KEY (roll_call_id, unit_id),
  CHECK ((answered_at IS NULL) = (via IS NULL))
);

-- A call is about an order of a case or about a roll-call.
ALTER TABLE notification ALTER COLUMN incident_id DROP NOT NULL;
ALTER TABLE notification ALTER COLUMN dispatch_id DROP NOT NULL;
ALTER TABLE notification ADD COLUMN roll_call_id uuid REFERENCES roll_call (id) ON DELETE CASCADE;
ALTER TABLE notification ADD CHECK (num_nonnulls(dispatch_id, roll_call_id) = 1);
ALTER TABLE notification ADD CHECK ((dispatch_id IS NULL) = (incident_id IS NULL));
CREATE UNIQUE INDEX notification_roll_call ON notification (roll_call_id, channel, recipient) WHERE roll_call_id IS NOT NULL;

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['roll_call', 'roll_call_unit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON roll_call, roll_call_unit TO liandong_work;
GRANT UPDATE (ended_at, ended_how, ended_by) ON roll_call TO liandong_work;
GRANT UPDATE (occurred_at, answered_at, via, answered_by, has_fix) ON roll_call_unit TO liandong_work;
