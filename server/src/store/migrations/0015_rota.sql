-- The rota without holes and the handover of the shift (ADR 0026). A unit's days are its plan (the same every day, or a
-- cycle) and what was decided since; who must be there is data; a gap is told before it begins.
ALTER TABLE unit ADD COLUMN cycle jsonb;

-- An extra duty, leave, or a swap with somebody else. `approved_order` counts up: where two meet, the later one holds.
CREATE SEQUENCE duty_entry_order AS bigint;
CREATE TABLE duty_entry (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  unit_id text NOT NULL REFERENCES unit (id),
  kind text NOT NULL CHECK (kind IN ('on', 'leave', 'swap')),
  state text NOT NULL CHECK (state IN ('asked', 'agreed', 'approved', 'refused', 'withdrawn')),
  from_at timestamptz(3) NOT NULL,
  until_at timestamptz(3) NOT NULL,
  organisation_id text REFERENCES organisation (id),
  other_unit_id text REFERENCES unit (id),
  back_from_at timestamptz(3),
  back_until_at timestamptz(3),
  reason text NOT NULL,
  decision_reason text,
  asked_by text NOT NULL REFERENCES account (id),
  asked_at timestamptz(3) NOT NULL,
  agreed_by text REFERENCES account (id),
  agreed_at timestamptz(3),
  decided_by text REFERENCES account (id),
  decided_at timestamptz(3),
  approved_order bigint,
  version integer NOT NULL DEFAULT 1,
  CHECK (from_at < until_at),
  CHECK ((back_from_at IS NULL) = (back_until_at IS NULL) AND (back_from_at IS NULL OR back_from_at < back_until_at)),
  CHECK ((kind = 'swap') = (other_unit_id IS NOT NULL)),
  CHECK ((approved_order IS NOT NULL) OR state <> 'approved')
);
CREATE INDEX duty_entry_time ON duty_entry (subdistrict_id, until_at, from_at);
CREATE INDEX duty_entry_unit ON duty_entry (unit_id, until_at);

-- Who must be covered, by how many, at which minutes of the day. `post` is a role whose people alone count.
CREATE TABLE duty_need (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  organisation_id text NOT NULL REFERENCES organisation (id),
  post text,
  at_least smallint NOT NULL CHECK (at_least > 0),
  from_minute smallint NOT NULL,
  to_minute smallint NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX duty_need_once ON duty_need (subdistrict_id, organisation_id, coalesce(post, ''), from_minute, to_minute);

-- Gaps that were told, one open for each need and stretch: told once, whichever server saw it and however often it starts.
CREATE TABLE duty_gap (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  need_id uuid NOT NULL,
  organisation_id text NOT NULL,
  post text,
  from_at timestamptz(3) NOT NULL,
  until_at timestamptz(3),
  missing smallint NOT NULL,
  told_at timestamptz(3) NOT NULL,
  began_at timestamptz(3),
  filled_at timestamptz(3)
);
CREATE UNIQUE INDEX duty_gap_open ON duty_gap (need_id, from_at) WHERE filled_at IS NULL;
CREATE INDEX duty_gap_of ON duty_gap (subdistrict_id) WHERE filled_at IS NULL;

-- One sheet for each turn of the shift (domain.md §3.9). It is filled when the outgoing leader signs, and never changed then.
CREATE TABLE handover (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  turn_at timestamptz(3) NOT NULL,
  sheet jsonb,
  notes text,
  out_by text REFERENCES account (id),
  out_at timestamptz(3),
  in_by text REFERENCES account (id),
  in_at timestamptz(3),
  unsigned_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (subdistrict_id, turn_at),
  CHECK (in_by IS NULL OR (out_by IS NOT NULL AND in_by <> out_by))
);
-- What two have signed nobody changes, the owner of the table neither.
CREATE FUNCTION signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.out_by IS NOT NULL AND (NEW.sheet IS DISTINCT FROM OLD.sheet OR NEW.notes IS DISTINCT FROM OLD.notes
     OR NEW.out_by IS DISTINCT FROM OLD.out_by OR NEW.out_at IS DISTINCT FROM OLD.out_at)
     OR OLD.in_by IS NOT NULL AND (NEW.in_by IS DISTINCT FROM OLD.in_by OR NEW.in_at IS DISTINCT FROM OLD.in_at) THEN
    RAISE EXCEPTION 'a signed handover is not changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handover_signed_stays BEFORE UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION signed_stays();

-- The own duty as a calendar: a secret address for each account, of which the hash alone is kept.
CREATE TABLE duty_calendar (
  token_hash bytea PRIMARY KEY,
  subdistrict_id text NOT NULL,
  account_id text NOT NULL UNIQUE REFERENCES account (id),
  created_at timestamptz(3) NOT NULL
);

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['duty_entry', 'duty_need', 'duty_gap', 'handover', 'duty_calendar'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON duty_entry, handover TO liandong_work;
GRANT USAGE ON SEQUENCE duty_entry_order TO liandong_work;
GRANT SELECT ON duty_need, duty_gap TO liandong_work;
GRANT SELECT, INSERT, DELETE ON duty_calendar TO liandong_work;
GRANT UPDATE (cycle, version) ON unit TO liandong_work;
GRANT SELECT ON duty_entry TO liandong_config;
GRANT SELECT, INSERT, UPDATE, DELETE ON duty_need TO liandong_config;
