-- The centres (A5, A6): the street's own and one of each village or community, with rooms, windows and the queue of the day.

CREATE TABLE centre (
  organisation_id text PRIMARY KEY REFERENCES organisation (id),
  subdistrict_id text NOT NULL,
  address text NOT NULL,
  phones text[] NOT NULL CHECK (cardinality(phones) > 0),
  capacity integer NOT NULL CHECK (capacity > 0),
  hours jsonb NOT NULL,
  -- {"kind": "none"} where there is none: unsaid it cannot be (B9)
  micro_court jsonb NOT NULL,
  agents jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX centre_of ON centre (subdistrict_id, organisation_id);

CREATE TABLE centre_room (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  centre_id text NOT NULL REFERENCES centre (organisation_id),
  name text NOT NULL,
  purpose text NOT NULL,
  seats integer NOT NULL,
  retired_at timestamptz(3)
);
CREATE INDEX centre_room_of ON centre_room (centre_id) WHERE retired_at IS NULL;

CREATE TABLE centre_window (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  centre_id text NOT NULL REFERENCES centre (organisation_id),
  number smallint NOT NULL,
  name text NOT NULL,
  purpose text NOT NULL,
  account_id text,
  is_open boolean NOT NULL DEFAULT false,
  retired_at timestamptz(3)
);
CREATE INDEX centre_window_of ON centre_window (centre_id) WHERE retired_at IS NULL;

CREATE TABLE centre_visit (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  centre_id text NOT NULL REFERENCES centre (organisation_id),
  day text NOT NULL,
  number integer NOT NULL,
  purpose text NOT NULL,
  window_id uuid REFERENCES centre_window (id),
  state text NOT NULL DEFAULT 'waiting',
  name text,
  came_at timestamptz(3) NOT NULL,
  called_at timestamptz(3),
  serving_at timestamptz(3),
  ended_at timestamptz(3),
  UNIQUE (centre_id, day, number)
);
-- Whatever the rule overlooks: two people are never at one window.
CREATE UNIQUE INDEX centre_visit_at_window ON centre_visit (window_id) WHERE state IN ('called', 'serving');
-- What retention looks through.
CREATE INDEX centre_visit_named ON centre_visit (came_at) WHERE name IS NOT NULL;

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['centre', 'centre_room', 'centre_window', 'centre_visit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;
-- Administrators keep the centres and see no visitor; whoever serves opens windows and moves the queue.
GRANT SELECT ON centre, centre_room, centre_window TO liandong_work, liandong_config;
GRANT INSERT, UPDATE ON centre, centre_room, centre_window TO liandong_config;
GRANT UPDATE (is_open) ON centre_window TO liandong_work;
GRANT SELECT, INSERT ON centre_visit TO liandong_work;
GRANT UPDATE (state, window_id, called_at, serving_at, ended_at) ON centre_visit TO liandong_work;
