-- Where units have been while on duty (行踪轨迹), and the keys of the devices that tell it.

-- A day is a partition, so that a day that has served its time goes as a whole (server/src/duty/track-days.ts). A row whose
-- day is not there yet is kept in the default one.
CREATE TABLE unit_track (
  subdistrict_id text NOT NULL,
  unit_id text NOT NULL,
  at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  accuracy_m real,
  via text NOT NULL
) PARTITION BY RANGE (received_at);
CREATE TABLE unit_track_other PARTITION OF unit_track DEFAULT;
CREATE INDEX unit_track_of ON unit_track (unit_id, received_at);

CREATE TABLE tracker (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  unit_id text NOT NULL REFERENCES unit (id),
  name text NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  created_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX tracker_of ON tracker (subdistrict_id, unit_id);

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['unit_track', 'tracker'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;
-- The room reads tracks; who keeps the devices reads none, and no class reads the hash of a key.
GRANT SELECT ON unit_track TO liandong_work;
GRANT SELECT (id, subdistrict_id, unit_id, name, created_at, revoked_at, version) ON tracker TO liandong_config;
GRANT INSERT ON tracker TO liandong_config;
GRANT UPDATE (revoked_at, version) ON tracker TO liandong_config;

-- How many orders a unit has had in this shift.
CREATE INDEX dispatch_issued ON dispatch (issued_at);
