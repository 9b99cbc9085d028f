-- What the room hands out (D7), which vehicles stand in the workshop, and departments told of a danger together with the
-- order (P7b). ADR 0032.

-- An item: one thing with a number of its own, or so many of a kind.
CREATE TABLE equipment (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  category text NOT NULL,
  name text NOT NULL,
  serial text,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  organisation_id text NOT NULL REFERENCES organisation (id),
  place text,
  out_reason text,
  out_since timestamptz(3),
  removed_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CHECK (serial IS NULL OR quantity = 1),
  CHECK ((out_reason IS NULL) = (out_since IS NULL))
);
CREATE UNIQUE INDEX equipment_serial ON equipment (subdistrict_id, category, serial) WHERE removed_at IS NULL;
CREATE INDEX equipment_of ON equipment (subdistrict_id, category);

-- Taken out and brought back. The number of the case is kept here: who keeps the ledger reads no case.
CREATE TABLE equipment_use (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  equipment_id uuid NOT NULL REFERENCES equipment (id),
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_id text NOT NULL REFERENCES unit (id),
  incident_id uuid,
  incident_no text,
  taken_at timestamptz(3) NOT NULL,
  taken_by text NOT NULL,
  returned_at timestamptz(3),
  returned_by text
);
CREATE INDEX equipment_use_open ON equipment_use (equipment_id) WHERE returned_at IS NULL;

-- A vehicle that cannot be driven. Its leave on the rota takes it off duty everywhere; one at a time.
CREATE TABLE vehicle_outage (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  unit_id text NOT NULL REFERENCES unit (id),
  entry_id uuid NOT NULL REFERENCES duty_entry (id),
  reason text NOT NULL,
  since timestamptz(3) NOT NULL,
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX vehicle_outage_open ON vehicle_outage (unit_id) WHERE ended_at IS NULL;

-- What a department reads of a danger it was told of: where and of what kind, and nothing anybody said.
CREATE TABLE department_notice (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  incident_no text NOT NULL,
  organisation_id text NOT NULL REFERENCES organisation (id),
  category text,
  severity smallint,
  place text,
  exercise boolean NOT NULL,
  notified_at timestamptz(3) NOT NULL,
  acknowledged_at timestamptz(3),
  acknowledged_by text
);
CREATE UNIQUE INDEX department_notice_once ON department_notice (incident_id, organisation_id);
CREATE INDEX department_notice_of ON department_notice (subdistrict_id, organisation_id, notified_at);

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['equipment', 'equipment_use', 'vehicle_outage', 'department_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;
-- Who keeps the ledger sees what is out; the room and the units take and bring back. Locking a row to take it is a change.
GRANT SELECT, INSERT, UPDATE ON equipment TO liandong_config;
GRANT SELECT ON equipment_use TO liandong_config;
GRANT SELECT, UPDATE ON equipment TO liandong_work;
GRANT SELECT, INSERT, UPDATE ON equipment_use TO liandong_work;
GRANT SELECT, INSERT ON vehicle_outage TO liandong_work;
GRANT UPDATE (ended_at) ON vehicle_outage TO liandong_work;
GRANT SELECT, INSERT ON department_notice TO liandong_work;
GRANT UPDATE (acknowledged_at, acknowledged_by) ON department_notice TO liandong_work;
-- The place is a house: it goes with the case.
GRANT SELECT (incident_id), UPDATE (place) ON department_notice TO liandong_erase;
